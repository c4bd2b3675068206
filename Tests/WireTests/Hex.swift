/// Bytes as the specification writes them: hexadecimal digits, with text in `<"…">`.
func bytes(_ text: String) -> [UInt8] {
    var result: [UInt8] = []
    var digits = ""
    var inText = false
    for character in text {
        switch character {
        case "<": inText = true
        case ">": inText = false
        case _ where inText: result += character == "\"" ? [] : Array(character.utf8)
        case _ where character.isHexDigit:
            digits.append(character)
            if digits.count == 2 {
                result += UInt8(digits, radix: 16).map { [$0] } ?? []
                digits = ""
            }
        default: continue
        }
    }
    return result
}
