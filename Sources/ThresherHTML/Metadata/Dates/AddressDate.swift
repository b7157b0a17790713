// SPDX-License-Identifier: Apache-2.0

/// Days in the addresses of pages.
enum AddressDate {
    /// The day in a path such as `/2025/09/04/`, `/2025-09-04-…` or `/20250904/`.
    static func find(in address: String) -> CalendarDate? {
        var scan = CalendarDate.Scan(bytes: Array(URLReference.path(of: address).utf8.prefix(512)))
        while scan.index < scan.bytes.count {
            let start = scan.index
            let isFree = start == 0 || !ASCII.isDigit(scan.bytes[start - 1])
            if isFree, let year = scan.digits(4), (1990...2100).contains(year) {
                let isParted = scan.take("/") || scan.take("-") || scan.take("_")
                if let month = scan.digits(2),
                    !isParted || scan.take("/") || scan.take("-") || scan.take("_"),
                    let day = scan.digits(2), !scan.isAtDigit,
                    let date = CalendarDate(year: year, month: month, day: day)
                {
                    return date
                }
            }
            scan.index = start + 1
        }
        return nil
    }
}
