# Functions that make the footage of benchmarks, to be read by their scripts. They take the variables
# work, bin and piece: the folder, that of the programs, and the seconds of a piece.

# painted NAME [STOP]: a street with a queue at a red light for 45 s of every 90 s, no two vehicles
# of a queue alike, and STOP.
painted() {
    footage=$work/$1_$piece.mp4
    [ ! -f "$footage" ] || return 0
    shift
    from=20
    while [ $((from + 45)) -lt "$piece" ]; do
        for vehicle in 0.35,saloon 0.5,hatchback 0.65,suv; do
            set -- "$@" --stop "far,$vehicle,$from-$((from + 45))"
        done
        from=$((from + 90))
    done
    "$bin/paint-scene" "$footage.new.mp4" --seconds "$piece" --size 960x540 --fps 5 "$@"
    mv "$footage.new.mp4" "$footage"
}

# encoded KIND NAME: a painted piece as 1080p25, a keyframe every 2 s, 4 Mbit/s: H.264 High with
# CABAC, its keyframes small or large, or HEVC.
encoded() {
    footage=$work/$1_$2_$piece.mp4
    [ ! -f "$footage" ] || return 0
    noise=6 rates=mbtree=0:ipratio=1.1
    [ "$1" != large ] || noise=14 rates=ipratio=1.4
    set -- "$1" "$2" -c:v libx264 -profile:v high -preset veryfast -sc_threshold 0 \
        -x264-params "$rates"
    [ "$1" != hevc ] || set -- "$1" "$2" -c:v libx265 -preset ultrafast \
        -x265-params log-level=error:scenecut=0:open-gop=0
    source=$work/$2_$piece.mp4
    shift 2
    ffmpeg -v error -y -i "$source" \
        -vf "scale=1920:1080:flags=bicubic,fps=25,noise=alls=$noise:allf=t" \
        -b:v 4M -maxrate 6M -bufsize 8M -g 50 -keyint_min 50 "$@" "$footage.new.mp4"
    mv "$footage.new.mp4" "$footage"
}

# joined FILE NAME...: pieces in the work folder, one after the other.
joined() {
    file=$1
    shift
    for name in "$@"; do echo "file '$name'"; done >"$work/list"
    ffmpeg -v error -y -f concat -safe 0 -i "$work/list" -t 3600 -c copy "$work/joined.mp4"
    mv "$work/joined.mp4" "$file"
    rm "$work/list"
}
