public import Broadcast

/// An instant as HTTP and SSDP headers write it (RFC 9110, IMF-fixdate).
public enum WebTime {
    /// Such as `Sun, 06 Nov 1994 08:49:37 GMT`.
    public static func text(_ time: AirTime) -> String {
        let seconds = time.seconds
        let day = (seconds >= 0 ? seconds : seconds - 86_399) / 86_400
        let rest = seconds - day * 86_400
        let date = civil(day)
        let weekday = weekdays[Int(((day + 4) % 7 + 7) % 7)]
        return "\(weekday), \(two(date.day)) \(months[Int(date.month) - 1]) \(date.year) "
            + "\(two(rest / 3600)):\(two(rest / 60 % 60)):\(two(rest % 60)) GMT"
    }

    private static let weekdays = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"]
    private static let months = [
        "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
    ]

    /// Year, month and day of a day counted from 1970-01-01, in the Gregorian calendar; years
    /// begin in March while it counts, so that the leap day comes last.
    private static func civil(_ day: Int64) -> (year: Int64, month: Int64, day: Int64) {
        let shifted = day + 719_468
        let era = (shifted >= 0 ? shifted : shifted - 146_096) / 146_097
        let ofEra = shifted - era * 146_097
        let year = (ofEra - ofEra / 1460 + ofEra / 36_524 - ofEra / 146_096) / 365
        let ofYear = ofEra - (365 * year + year / 4 - year / 100)
        let month = (5 * ofYear + 2) / 153
        let civilMonth = month < 10 ? month + 3 : month - 9
        return (
            year + era * 400 + (civilMonth <= 2 ? 1 : 0), civilMonth,
            ofYear - (153 * month + 2) / 5 + 1
        )
    }

    private static func two(_ number: Int64) -> String {
        number < 10 ? "0\(number)" : "\(number)"
    }
}
