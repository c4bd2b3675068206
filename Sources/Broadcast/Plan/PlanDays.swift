/// Which days something is for, in a plan document.
enum PlanDays {
    static let keys = ["weekdays", "days", "months", "from", "to"]

    static func rule(_ fields: PlanFields) throws(PlanError) -> DayRule {
        var rule = DayRule()
        for node in try fields.list("weekdays") {
            let name = try node.planText("weekdays")
            guard let weekday = DayRule.Weekday(rawValue: name) else {
                throw PlanError(
                    node.place, "weekdays", "cannot have “\(name.prefix(40))”",
                    remedy: "It must be some of sun, mon, tue, wed, thu, fri, sat.")
            }
            rule.weekdays.insert(weekday)
        }
        for node in try fields.list("days") {
            rule.days.insert(try node.planNumber("days", 1...31))
        }
        for node in try fields.list("months") {
            rule.months.insert(try node.planNumber("months", 1...12))
        }
        rule.range = try range(fields)
        return rule
    }

    private static func range(_ fields: PlanFields) throws(PlanError) -> DateRange? {
        guard fields["from"] != nil || fields["to"] != nil else { return nil }
        let from = try date("from", fields)
        let to = try date("to", fields)
        guard let range = DateRange(from: from, to: to) else {
            throw PlanError(
                fields.place, "to", "must have a year where “from” has one, and none otherwise")
        }
        return range
    }

    private static func date(
        _ key: String, _ fields: PlanFields
    ) throws(PlanError) -> DateRange.Date {
        let node = try fields.required(key)
        guard let date = DateRange.Date(try node.planText(key)) else {
            throw PlanError(
                node.place, key, "must be a date",
                remedy: "Write it as 12-24 for every year, or as 2024-12-24.")
        }
        return date
    }
}
