#!/bin/bash
# finish.sh ROOT KERNEL FIRMWARE: makes the board's root out of a Debian tree: the program, our files, the kernel's
# modules and firmware; package tools and all that only they need go. BOARD, PROGRAM, VERSION are set.
set -eu
cd "$(dirname "$0")/.."
. image/board.sh
root=${1:?a tree} kernel=$2 firmware=$3

install -m 755 "$PROGRAM" "$root/usr/bin/exstreamtv"
copy_overlay() { tar -C "$1" --owner=0 --group=0 -c . | tar -C "$root" -x --no-same-permissions; }
umask 022
copy_overlay overlay
case " $PACKAGES " in *' test '*) copy_overlay image/test/overlay ;; esac
sed -i "s/@SLOT_MB@/$SLOT_MB/" "$root"/usr/lib/repart.d/*.conf
install -D -m 644 "board-configs/$BOARD.conf" "$root/usr/lib/exstreamtv/board.conf"
install -m 644 "$UPDATE_KEY" "$root/usr/lib/exstreamtv/update.pub"
cat > "$root/usr/lib/os-release" <<RELEASE
NAME="EXStreamTV"
ID=exstreamtv
ID_LIKE=debian
PRETTY_NAME="EXStreamTV $VERSION"
VERSION_ID=$VERSION
IMAGE_ID=exstreamtv
IMAGE_VERSION=$VERSION
VARIANT_ID=$BOARD
RELEASE

# Modules and firmware, by allow-lists.
release=$(basename "$kernel"/lib/modules/*)
lists=image/modules.d/initrd.list
for list in $MODULES $INITRD_MODULES; do lists=$lists,image/modules.d/$list.list; done
image/modules.py --from "$kernel/lib/modules/$release" --to "$root/usr" --lists "$lists" \
    --and "$(echo "$WATCHDOG" | tr ' ' ,)"
for list in $FIRMWARE; do
    [ "$list" != none ] || continue
    sed '/^#/d' "image/firmware.d/$list" | while read -r pattern; do
        (cd "$firmware" && find . -path "./$pattern" | cpio --quiet -pdm "$root/usr/lib/firmware")
    done
done

# Users, units, links.
systemd-sysusers --root="$root"
cp "$root/usr/share/systemd/tmp.mount" "$root/usr/lib/systemd/system/"
rm -rf "$root/etc/systemd/system"/*.wants "$root/etc/rc"*.d
systemctl --root="$root" --quiet preset-all
systemctl --root="$root" --quiet mask systemd-firstboot.service systemd-machine-id-commit.service \
    systemd-update-done.service systemd-repart.service systemd-boot-update.service \
    systemd-boot-system-token.service systemd-pcrphase.service ldconfig.service \
    getty.target getty@.service serial-getty@.service console-getty.service \
    fstrim.timer e2scrub_all.timer e2scrub_reap.service dpkg-db-backup.timer
systemctl --root="$root" --quiet set-default multi-user.target
mkdir -p "$root/efi" "$root/media"
: > "$root/etc/machine-id"
: > "$root/etc/fstab"
rm -f "$root/etc/hostname"
ln -sf ../run/systemd/resolve/stub-resolv.conf "$root/etc/resolv.conf"
ln -sf ../proc/self/mounts "$root/etc/mtab"

# What only package tools need; perl is theirs, too. /var comes from the data partition.
rm -rf "$root"/usr/share/{doc,man,info,locale,lintian,bug,bash-completion,zsh,perl5,debianutils} \
    "$root"/usr/lib/*/perl* "$root"/usr/bin/perl* "$root"/usr/bin/dpkg* "$root"/usr/bin/deb* \
    "$root"/usr/lib/dpkg "$root"/usr/lib/apt "$root"/etc/{apt,dpkg,cron.daily,logrotate.d,init.d} \
    "$root"/usr/share/{dpkg,debconf,initramfs-tools,i18n,pam-configs,menu,applications} \
    "$root"/usr/lib/systemd/boot "${root:?}"/boot "${root:?}"/var
mkdir "$root/var"
find "$root" -depth -path "$root/usr/lib*/gconv/*" -delete
