/// The page's own pictures; they hide from screen readers, as words stand beside them.
enum Icon {
    static let brand: HTML = """
        <svg viewBox="0 0 40 40" aria-hidden="true"><path d="M13 4l7 7 7-7" fill="none" \
        stroke="#1d5fd0" stroke-width="3" stroke-linecap="round" stroke-linejoin="round"/>\
        <rect x="3" y="11" width="34" height="25" rx="7" fill="#1d5fd0"/>\
        <path d="M16.5 17.6v11.8a1 1 0 0 0 1.5.9l9.8-5.9a1 1 0 0 0 0-1.8L18 16.7a1 1 0 0 0-1.5.9z" \
        fill="#fff"/></svg>
        """

    static let play: HTML = """
        <svg viewBox="0 0 12 12" aria-hidden="true"><path d="M2 1.2v9.6a.8.8 0 0 0 1.2.7l8-4.8\
        a.8.8 0 0 0 0-1.4l-8-4.8A.8.8 0 0 0 2 1.2z"/></svg>
        """
}
