/// How a report looks, light and dark, on paper and on a phone.
enum RunReportStyle {
    static let text = """
        :root { color-scheme: light dark; --ground: #ffffff; --text: #1b1d21; --muted: #5d636b; --line: #dfe0dd;
          --raised: #f4f4f2; --good: #1a7442; --accent: #17589b; }
        @media (prefers-color-scheme: dark) { :root { --ground: #14181d; --text: #e5e7ea; --muted: #9aa2ab;
          --line: #2c333b; --raised: #1b2026; --good: #6fcf97; --accent: #7db6f0; } }
        * { box-sizing: border-box; }
        body { margin: 0 auto; padding: 24px 16px 64px; max-width: 1500px; background: var(--ground); color: var(--text);
          font: 15px/1.5 system-ui, -apple-system, "Segoe UI", "Noto Sans", "DejaVu Sans", sans-serif;
          overflow-wrap: anywhere; }
        h1 { font-size: 26px; line-height: 1.25; margin: 0; }
        h2 { font-size: 19px; margin: 36px 0 10px; }
        h3 { font-size: 15px; margin: 20px 0 6px; }
        header p, .muted { color: var(--muted); margin: 4px 0 0; }
        a { color: var(--accent); }
        .wide { overflow-x: auto; }
        table { border-collapse: collapse; font-size: 14px; }
        th, td { text-align: left; vertical-align: top; padding: 5px 14px 5px 0; border-bottom: 1px solid var(--line);
          overflow-wrap: normal; }
        td { max-width: 36em; min-width: 5em; }
        th { font-weight: 600; min-width: 8em; }
        thead th { color: var(--muted); font-weight: 500; white-space: nowrap; min-width: 0; }
        tbody th { max-width: 22em; overflow-wrap: anywhere; }
        .number { text-align: right; font-variant-numeric: tabular-nums; white-space: nowrap; }
        .best { color: var(--good); font-weight: 600; }
        .mark { font-size: 12px; }
        .id { display: block; font: 11px ui-monospace, "DejaVu Sans Mono", monospace; color: var(--muted);
          white-space: nowrap; }
        .charts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 540px), 1fr)); gap: 20px; }
        figure { margin: 0; }
        img { display: block; max-width: 100%; height: auto; }
        .notes { max-width: 70ch; }
        .notes pre { overflow-x: auto; background: var(--raised); padding: 10px; }
        .notes code { font-family: ui-monospace, "DejaVu Sans Mono", monospace; font-size: 13px; }
        .notes blockquote { margin: 0; padding-left: 14px; border-left: 3px solid var(--line); color: var(--muted); }
        summary { cursor: pointer; font-weight: 600; }
        @media print { body { max-width: none; } section { break-inside: avoid-page; } }
        """
}
