# Sourced with BOARD set: sets the variables of the board's file, or ends with one sentence.
# shellcheck shell=sh disable=SC2034
[ -e "board-configs/${BOARD:?}.conf" ] || {
    echo "There is no board $BOARD; board-configs/ holds those that there are." >&2
    exit 1
}
# Values are words to their line's end, without quotes: read, never executed.
while IFS='=' read -r board_key board_value; do
    case $board_key in
        '' | '#'*) continue ;;
        *[!A-Z0-9_]*) echo "board-configs/$BOARD.conf: $board_key is no key." >&2; exit 1 ;;
    esac
    eval "$board_key=\$board_value"
done < "board-configs/$BOARD.conf"
