#!/bin/sh
# facts.sh: run in the guest, writes what it sees as lines FACT key=value on the serial console.
fact() { echo "FACT $1=$2"; }

# Its own start must not count as a start that is still going on.
tries=0
while systemctl is-system-running | grep -qE 'starting|initializing' && [ $tries -lt 120 ]; do
    sleep 1
    tries=$((tries + 1))
done
fact uptime "$(cut -d ' ' -f 1 /proc/uptime)"
fact state "$(systemctl is-system-running)"
systemctl --failed --no-legend --plain | while read -r unit _; do
    fact failed "$unit"
    journalctl --no-pager -u "$unit" | tail -n 20
done
fact boot "$(systemd-analyze | head -n 1)"
fact hostname "$(cat /proc/sys/kernel/hostname)"
fact user "$(ps -o user= -p "$(systemctl show -P MainPID exstreamtv)")"
fact exposure "$(systemd-analyze security exstreamtv --no-pager |
    sed -n 's/.*Overall exposure level for .*: \([0-9.]*\) .*/\1/p')"
while read -r _ place type options _; do
    case $place in
        /) fact root "$type ${options%%,*}" ;;
        /var) fact data "$type ${options%%,*}" ;;
    esac
done < /proc/mounts
fact slots "$(find /dev/disk/by-partlabel/ -name 'exstreamtv_*' -o -name exstreamtv-empty | wc -l)"
for watchdog in /sys/class/watchdog/*/identity; do fact watchdog "$(cat "$watchdog")"; done
for node in /dev/dri/*; do fact drm "$node"; done
for place in /media/*; do fact media "$place"; done
for led in /sys/class/leds/*; do fact led "$(basename "$led")"; done

# What drives a light: the trigger in brackets.
light() { sed 's/.*\[\(.*\)\].*/\1/' /sys/class/leds/input*::"$1"/trigger; }
# Waits until the lights are as they should be, or for a minute: an emulated machine takes its time.
lights() {
    tries=0
    until [ "$(cat /run/exstreamtv-light/state) $(light capslock) $(light scrolllock)" = "$1" ] && fact lights "$1"; do
        tries=$((tries + 1))
        [ $tries -lt 60 ] || break
        sleep 1
    done
}
lights "setup pattern none"
# A service that hangs is started anew, and the light says so. The start waits until that was seen.
mkdir -p /run/systemd/system/exstreamtv.service.d
printf '[Service]\nRestartSec=20\n' > /run/systemd/system/exstreamtv.service.d/slow.conf
systemctl daemon-reload
kill -STOP "$(systemctl show -P MainPID exstreamtv)"
lights "failing none pattern"
tries=0
until { [ "$(systemctl show -P NRestarts exstreamtv)" = 1 ] && systemctl -q is-active exstreamtv; } || [ $tries -ge 120 ]; do
    tries=$((tries + 1))
    sleep 1
done
fact restarts "$(systemctl show -P NRestarts exstreamtv)"
lights "setup pattern none"

meminfo() { sed -n "s/^$1: *\([0-9]*\) kB/\1/p" /proc/meminfo; }
used=$(($(meminfo MemTotal) - $(meminfo MemFree) - $(meminfo Buffers) - $(meminfo Cached) - $(meminfo SReclaimable)))
fact memory $((used / 1024))
fact service-memory $(($(systemctl show -P MemoryCurrent exstreamtv) / 1048576))
ps -eo rss,comm --sort=-rss | head -n 12
systemd-analyze blame --no-pager | head -n 15
systemd-analyze critical-chain --no-pager | head -n 20
journalctl --no-pager -o short-monotonic -p notice | tail -n 60
fact end 1
