#!/bin/sh
# Makes the files that the channel tests play, one for each thing that people's files are like:
# make.sh FOLDER. What is there already stays, so a second run takes no time.
set -eu
mkdir -p "$1"
cd "$1"

picture="-f lavfi -i testsrc2=size=320x180:rate=25:duration=2"
sound() { echo "-f lavfi -i sine=frequency=440:beep_factor=4:sample_rate=48000:duration=${1:-2}"; }

# make NAME ARGUMENTS: a file by ffmpeg; whole or not there.
make() {
    name=$1
    shift
    [ -e "$name" ] && return
    ffmpeg -v error -nostdin -y -threads 2 "$@" -flags:v +bitexact "part-$name"
    mv "part-$name" "$name"
}
# clip NAME ARGUMENTS: picture and sound, coded as the arguments say.
clip() {
    name=$1
    shift
    # shellcheck disable=SC2046
    make "$name" $picture $(sound) "$@"
}
# text NAME: what comes in is the file.
text() { cat > "part-$1" && mv "part-$1" "$1"; }

fast="-c:v libx264 -preset ultrafast"
still="-c:v mpeg2video -q:v 6"

# Interlaced pictures
clip interlaced-mpeg2.ts -vf interlace -c:v mpeg2video -flags +ilme+ildct -top 1 -c:a mp2
clip interlaced-mpeg2-bottom.mpg -vf interlace=scan=bff -c:v mpeg2video -flags +ilme+ildct -top 0 -c:a ac3
clip interlaced-h264.ts -vf interlace -c:v libx264 -preset veryfast -flags +ilme+ildct -x264-params tff=1 -c:a ac3
clip interlaced-h264.mkv -vf interlace -c:v libx264 -preset veryfast -flags +ilme+ildct -x264-params tff=1 -c:a aac
clip telecine.mpg -r 24000/1001 -vf telecine -c:v mpeg2video -flags +ilme+ildct -c:a mp2

# Depth and dynamic range
clip ten-bit-h264.mkv -pix_fmt yuv420p10 $fast -c:a aac
clip ten-bit-hevc.mkv -pix_fmt yuv420p10 -c:v libx265 -preset ultrafast -x265-params log-level=none -c:a aac
hdr="-pix_fmt yuv420p10 -c:v libx265 -preset ultrafast -color_primaries bt2020 -colorspace bt2020nc"
clip hdr10.mkv $hdr -color_trc smpte2084 -x265-params "log-level=none:hdr10=1:repeat-headers=1:\
colorprim=bt2020:transfer=smpte2084:colormatrix=bt2020nc:max-cll=1000,400:\
master-display=G(13250,34500)B(7500,3000)R(34000,16000)WP(15635,16450)L(10000000,1)" -c:a aac
clip hlg.mp4 $hdr -color_trc arib-std-b67 -x265-params "log-level=none:\
colorprim=bt2020:transfer=arib-std-b67:colormatrix=bt2020nc" -tag:v hvc1 -c:a aac
clip full-range.mp4 -pix_fmt yuvj420p $fast -c:a aac
clip four-two-two.mkv -pix_fmt yuv422p $fast -c:a aac
clip four-four-four.mkv -pix_fmt yuv444p $fast -c:a aac
clip grey.mkv -pix_fmt gray $fast -c:a aac

# Codecs and containers
clip hevc.mp4 -c:v libx265 -preset ultrafast -x265-params log-level=none -c:a aac
clip vp8.webm -c:v libvpx -deadline realtime -cpu-used 8 -c:a libvorbis
clip vp9.webm -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus
clip vp9-ten-bit.mkv -pix_fmt yuv420p10 -c:v libvpx-vp9 -deadline realtime -cpu-used 8 -c:a libopus
SVT_LOG=0 clip av1.mkv -c:v libsvtav1 -preset 12 -c:a libopus
SVT_LOG=0 clip av1.mp4 -pix_fmt yuv420p10 -c:v libsvtav1 -preset 12 -c:a aac
clip asp.avi -c:v libxvid -bf 2 -c:a libmp3lame
clip asp-packed.avi -c:v mpeg4 -bf 2 -vtag DX50 -c:a libmp3lame
clip mpeg1.mpg -c:v mpeg1video -c:a mp2
clip h263.3gp -s 352x288 -c:v h263 -c:a aac -ar 8000 -ac 1
clip sorenson.flv -c:v flv1 -c:a libmp3lame -ar 44100
clip h264.flv $fast -c:a aac
clip windows.wmv -c:v wmv2 -c:a wmav2
clip theora.ogv -c:v libtheora -c:a libvorbis
clip prores.mov -c:v prores_ks -profile:v 0 -c:a pcm_s16le
clip mjpeg.avi -c:v mjpeg -c:a pcm_s16le
clip ffv1.mkv -c:v ffv1 -c:a flac
clip dv.dv -s 720x576 -r 25 -c:v dvvideo -pix_fmt yuv420p -ar 48000 -ac 2
clip b-frames.mp4 -c:v libx264 -preset fast -bf 4 -c:a aac
clip b-frames.ts -c:v libx264 -preset fast -bf 4 -c:a aac
clip open-gop.mkv -c:v libx264 -preset fast -g 12 -x264-params open-gop=1 -c:a aac

# Sound
clip sound-5.1.mkv $fast -af aformat=channel_layouts=5.1 -c:a aac
clip sound-7.1.mkv $fast -af aformat=channel_layouts=7.1 -c:a flac
clip ac3-5.1.mkv $fast -af aformat=channel_layouts=5.1 -c:a ac3
clip eac3-5.1.mp4 $fast -af aformat=channel_layouts=5.1 -c:a eac3
clip dts-5.1.mkv $fast -af "aformat=channel_layouts=5.1(side)" -strict -2 -c:a dca
clip truehd.mkv $fast -strict -2 -c:a truehd
clip flac.mkv $fast -c:a flac
clip opus.mkv $fast -c:a libopus
clip mp3.mkv $fast -c:a libmp3lame
clip mono-22050.mp4 $fast -ac 1 -ar 22050 -c:a aac
clip pcm-96000.mkv $fast -ar 96000 -c:a pcm_s24le
# shellcheck disable=SC2046
make silent.mp4 $picture $fast
# shellcheck disable=SC2046
make tracks.mkv $picture $(sound) -f lavfi -i anoisesrc=duration=2 -map 0 -map 2 -map 1 $fast -c:a aac \
    -metadata:s:a:0 title=Commentary -metadata:s:a:0 language=eng -metadata:s:a:1 language=deu
# shellcheck disable=SC2046
make sound-longer.mp4 $picture $(sound 4) $fast -c:a aac
# shellcheck disable=SC2046
make sound-shorter.mp4 $picture $(sound 1) $fast -c:a aac
# shellcheck disable=SC2046
make sound-later.mkv $picture -itsoffset 1 $(sound 1) $fast -c:a aac
# shellcheck disable=SC2046
make music.mp3 $(sound) -c:a libmp3lame
# shellcheck disable=SC2046
make music.flac $(sound) -c:a flac

# Sizes, shapes, rates
clip odd-size.mkv -s 321x179 -pix_fmt yuv444p $fast -c:a aac
clip tiny.mkv -s 18x16 $fast -c:a aac
clip tall.mp4 -s 180x320 $fast -c:a aac
clip anamorphic.mpg -s 352x288 -aspect 16:9 $still -c:a mp2
clip sample-shape.mp4 -vf setsar=4/3 $fast -c:a aac
clip upright.mp4 $fast -c:a aac
for turn in 90 180 270; do
    make "turned-$turn.mp4" -i upright.mp4 -c copy -metadata:s:v "rotate=$turn"
done
clip cinema.mkv -r 24000/1001 $fast -c:a aac
clip fifty.mp4 -r 50 $fast -c:a aac
clip fast.mp4 -r 120 $fast -c:a aac
clip slow.mp4 -r 2 $fast -c:a aac
clip one-picture.mp4 -frames:v 1 $fast -c:a aac
clip variable-rate.mkv -vf "select='not(mod(n,3))+gt(n,25)*not(mod(n,7))'" -vsync vfr $fast -c:a aac
clip variable-rate.mp4 -vf "select='lt(mod(n,10),4)'" -vsync vfr $fast -c:a aac

# Subtitles and attachments
text lines.srt <<'END'
1
00:00:00,200 --> 00:00:01,500
Hello <i>there</i>

2
00:00:01,600 --> 00:00:01,900
Good bye
END
clip srt.mkv -i lines.srt $fast -c:a aac -c:s srt
clip ass.mkv -i lines.srt $fast -c:a aac -c:s ass
clip webvtt.webm -i lines.srt -c:v libvpx -deadline realtime -c:a libopus -c:s webvtt
clip mov-text.mp4 -i lines.srt $fast -c:a aac -c:s mov_text
dark="-f lavfi -i color=black:size=320x180:rate=25:duration=2"
# shellcheck disable=SC2046
make dark.mkv $dark $(sound) $fast -c:a aac
make dark-srt.mkv -i dark.mkv -i lines.srt -c copy -c:s srt -metadata:s:s language=eng
make dark-ass.mkv -i dark.mkv -i lines.srt -c copy -c:s ass
make dark-mov-text.mp4 -i dark.mkv -i lines.srt -c copy -c:s mov_text
make dark-webvtt.mkv -i dark.mkv -i lines.srt -c copy -c:s webvtt
# One white box from 0.5 to 1.5 s, as a Blu-ray has it.
[ -e box.sup ] || perl -e '
    sub segment { my ($time, $type, $data) = @_;
        print "PG", pack("NNCn", $time * 90000, 0, $type, length $data), $data }
    my $window = pack("CCnnnn", 1, 0, 110, 140, 100, 20);
    my $rows = (pack("CCCC", 0, 0xC0, 100, 1) . pack("CC", 0, 0)) x 20;
    my $size = substr(pack("N", length($rows) + 4), 1);
    segment(0.5, 0x16, pack("nnCnCCCC", 320, 180, 0x10, 0, 0x80, 0, 0, 1) . pack("nCCnn", 0, 0, 0, 110, 140));
    segment(0.5, 0x17, $window);
    segment(0.5, 0x14, pack("CCCCCCC", 0, 0, 1, 235, 128, 128, 255));
    segment(0.5, 0x15, pack("nCC", 0, 0, 0xC0) . $size . pack("nn", 100, 20) . $rows);
    segment(0.5, 0x80, "");
    segment(1.5, 0x16, pack("nnCnCCCC", 320, 180, 0x10, 1, 0, 0, 0, 0));
    segment(1.5, 0x17, $window);
    segment(1.5, 0x80, "")' > box.sup
make dark-pgs.mkv -i dark.mkv -itsoffset 0.5 -i box.sup -map 0 -map 1 -c copy
make dark-dvd.mkv -copyts -i dark.mkv -fix_sub_duration -i box.sup -c copy -c:s dvdsub
make dark-dvb.ts -copyts -i dark.mkv -fix_sub_duration -i box.sup -c copy -c:s dvbsub
make cover.jpg -f lavfi -i color=red:size=64x64 -frames:v 1
clip cover.mp4 -i cover.jpg -map 0 -map 1 -map 2 $fast -c:v:1 mjpeg -disposition:v:1 attached_pic -c:a aac
clip attachment.mkv -attach cover.jpg -metadata:s:t mimetype=image/jpeg $fast -c:a aac
# shellcheck disable=SC2046
make cover.mp3 $(sound) -i cover.jpg -map 0 -map 1 -c:a libmp3lame -c:v copy

# Times and indexes
make jump.ts -i b-frames.ts -c copy -output_ts_offset 1000
[ -e spliced.ts ] || cat b-frames.ts jump.ts b-frames.ts > spliced.ts
make wrapping.ts -i b-frames.ts -c copy -output_ts_offset 95442.7
make big-size.ts -i b-frames.ts -s 640x360 $fast -c:a aac -ar 44100
[ -e changing.ts ] || cat b-frames.ts big-size.ts > changing.ts
make no-times.avi -i b-frames.mp4 -c:v copy -c:a libmp3lame
make broken-times.mkv -i upright.mp4 -c copy -bsf:v "setts=ts=if(eq(mod(N\,9)\,5)\,PTS-300\,PTS)"
make backwards.nut -i upright.mp4 -c copy -bsf:v "setts=pts=PTS:dts=DTS"
make late-start.mkv -i upright.mp4 -c copy -output_ts_offset 3600
make no-index.mkv -i upright.mp4 -c copy -f matroska -live 1
make fragmented.mp4 -i upright.mp4 -c copy -movflags frag_keyframe+empty_moov
make raw.h264 -i upright.mp4 -map 0:v -c copy
make raw.hevc -i hevc.mp4 -map 0:v -c copy -bsf:v hevc_mp4toannexb
make raw.m2v -i interlaced-mpeg2.ts -map 0:v -c copy -f mpeg2video
make raw.aac -i upright.mp4 -map 0:a -c copy
make edit-list.mp4 -ss 0.5 -i b-frames.mp4 -c copy

# Damage
cut() { [ -e "$2" ] || head -c "$3" "$1" > "$2"; }
cut upright.mp4 truncated-no-index.mp4 30000
make index-first.mp4 -i upright.mp4 -c copy -movflags faststart
cut index-first.mp4 truncated.mp4 60000
cut srt.mkv truncated.mkv 60000
cut b-frames.ts truncated.ts 33333
cut asp.avi truncated.avi 60000
cut music.mp3 truncated.mp3 4444
cut b-frames.ts header-only.ts 500
cut srt.mkv header-only.mkv 300
flip() {
    [ -e "$2" ] || perl -0777 -pe 'srand(7); for my $i (1 .. length($_) / '"$3"') {
        substr($_, 4096 + rand(length($_) - 4096), 1) = chr(rand(256)) }' "$1" > "$2"
}
flip upright.mp4 flipped.mp4 2000
flip upright.mp4 flipped-much.mp4 50
flip srt.mkv flipped.mkv 2000
flip b-frames.ts flipped.ts 500
flip b-frames.ts flipped-much.ts 50
flip asp.avi flipped.avi 1000
flip interlaced-mpeg2.ts flipped-mpeg2.ts 500
flip hevc.mp4 flipped-hevc.mp4 500
flip vp9.webm flipped.webm 500
flip ac3-5.1.mkv flipped-ac3.mkv 500
[ -e really-matroska.mp4 ] || cp srt.mkv really-matroska.mp4
[ -e really-mp4.avi ] || cp upright.mp4 really-mp4.avi
[ -e really-sound.mkv ] || cp music.mp3 really-sound.mkv
[ -e empty.mkv ] || : > empty.mkv
[ -e letter.mp4 ] || echo "Dear viewer, this is no film." > letter.mp4
[ -e letters.ts ] || yes "Dear viewer, this is no film." | head -c 100000 > letters.ts
[ -e zeros.mpg ] || head -c 200000 /dev/zero > zeros.mpg
[ -e noise.mkv ] || perl -e 'srand(3); print chr(rand(256)) for 1 .. 200000' > noise.mkv
[ -e playlist.mp4 ] || printf '#EXTM3U\n#EXTINF:2,\nupright.mp4\n' > playlist.mp4

