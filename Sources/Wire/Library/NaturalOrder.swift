extension String {
    /// A key that, compared byte by byte, orders names as people do: `2` before `10`, capitals
    /// beside small letters.
    ///
    /// Each run of digits is written as its length and then its digits without leading zeros; a
    /// path separator comes before every other character.
    public var naturalOrderKey: String {
        var key = ""
        var digits = Substring().unicodeScalars
        func flush() {
            guard !digits.isEmpty else { return }
            let number = digits.drop { $0 == "0" }
            // Two characters of length order runs of up to 1,295 digits; longer ones do not occur.
            key += "0" + String(min(number.count, 1_295) + 36, radix: 36)
            key.unicodeScalars.append(contentsOf: number)
            digits = Substring().unicodeScalars
        }
        for scalar in lowercased().unicodeScalars {
            if ("0"..."9").contains(scalar) {
                digits.append(scalar)
            } else {
                flush()
                key.unicodeScalars.append(scalar == "/" ? "\u{1}" : scalar)
            }
        }
        flush()
        return key
    }
}
