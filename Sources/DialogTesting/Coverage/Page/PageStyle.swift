/// How the page looks, by daylight and in the dark.
enum PageStyle {
  static let css = """
    :root { color-scheme: light dark; --ground: #ffffff; --ink: #1c2024; --faint: #6b7280; --rule: #d8dce2;
      --h0: #fbd5d5; --h1: #e3f4e4; --h2: #c9ebcc; --h3: #a5dcaa; --h4: #7fcb88; --b0: #c02626; --b1: #2f8f3a; }
    @media (prefers-color-scheme: dark) {
      :root { --ground: #15181c; --ink: #e4e7eb; --faint: #9aa3ae; --rule: #343a42;
        --h0: #5b1f1f; --h1: #1a3320; --h2: #1f4227; --h3: #255530; --h4: #2c6b3a; --b0: #f07575; --b1: #6cc978; } }
    * { box-sizing: border-box; }
    body { margin: 0; padding: 20px; background: var(--ground); color: var(--ink);
      font: 14px/1.45 system-ui, sans-serif; }
    h1 { font-size: 20px; } h2 { font-size: 17px; margin-top: 28px; } h3 { font-size: 14px; margin: 18px 0 6px; }
    .script { display: flex; gap: 28px; align-items: flex-start; }
    .graph { flex: 1 1 60%; min-width: 0; }
    .tables { flex: 1 1 36%; min-width: 300px; }
    @media (max-width: 1000px) { .script { display: block; } }
    .flow { overflow-x: auto; padding-bottom: 4px; }
    table { border-collapse: collapse; width: 100%; }
    td, th { text-align: left; vertical-align: top; padding: 2px 8px 2px 0; border-bottom: 1px solid var(--rule); }
    td.number, th.number { text-align: right; white-space: nowrap; }
    td.place { white-space: nowrap; color: var(--faint); }
    tr.missed td { background: var(--h0); }
    details { margin: 8px 0; } summary { cursor: pointer; font-weight: 600; }
    .bar { display: inline-block; width: 90px; height: 9px; background: var(--h0); }
    .bar span { display: block; height: 9px; background: var(--b1); }
    .key span { padding: 1px 8px; margin-right: 4px; border: 1px solid var(--rule); }
    svg { display: block; font: 12px system-ui, sans-serif; }
    svg text { fill: var(--ink); } svg .word { font-weight: 600; } svg .count { text-anchor: end; fill: var(--faint); }
    svg .box { stroke: var(--b1); stroke-width: 1; } svg .box.h0 { stroke: var(--b0); stroke-dasharray: 4 2; }
    rect.h0, .key .h0 { fill: var(--h0); background: var(--h0); }
    rect.h1, .key .h1 { fill: var(--h1); background: var(--h1); }
    rect.h2, .key .h2 { fill: var(--h2); background: var(--h2); }
    rect.h3, .key .h3 { fill: var(--h3); background: var(--h3); }
    rect.h4, .key .h4 { fill: var(--h4); background: var(--h4); }
    .line { fill: none; stroke: var(--b1); stroke-width: 1.5; }
    .line.h0 { stroke: var(--b0); stroke-dasharray: 4 3; } .line.h3, .line.h4 { stroke-width: 2.5; }
    .line.jump { stroke-dasharray: 2 3; }
    svg text.way, svg text.note { font-size: 11px; fill: var(--b1); }
    svg text.way.h0, svg text.note.h0 { fill: var(--b0); }
    """
}
