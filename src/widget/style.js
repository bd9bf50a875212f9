/** Looks of the widget, all inside its shadow root; a page changes them by the --liantu-* properties and ::part(). */
export const STYLE = `
:host { display: block; }
.all { all: initial; display: block; font: 16px/1.5 var(--liantu-font, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif);
  color: var(--liantu-text, #1c2733); background: var(--liantu-background, transparent); --line: var(--liantu-line, #c5ced8);
  --accent: var(--liantu-accent, #0b5cad); --soft: var(--liantu-soft, #5a6775); --in: var(--liantu-in, #14713b); }
* { box-sizing: border-box; } [hidden] { display: none !important; }
form { display: flex; flex-wrap: wrap; gap: 8px; align-items: center; } .box { position: relative; flex: 1 1 220px; }
input[type=text] { width: 100%; min-height: 44px; padding: 8px 12px; font: inherit; color: inherit; background: var(--liantu-field, #fff);
  border: 1px solid var(--line); border-radius: var(--liantu-radius, 8px); }
button { min-height: 44px; padding: 8px 16px; font: inherit; color: var(--accent); background: none; border: 1px solid var(--line);
  border-radius: var(--liantu-radius, 8px); cursor: pointer; }
button[type=submit] { color: var(--liantu-on-accent, #fff); background: var(--accent); border-color: var(--accent); }
:focus-visible { outline: 3px solid var(--liantu-focus, #f5a623); outline-offset: 1px; }
label.only { display: inline-flex; gap: 6px; align-items: center; min-height: 44px; } label.only input { width: 20px; height: 20px; }
ul, ol { margin: 0; padding: 0; list-style: none; }
[role=listbox] { position: absolute; z-index: 9; top: 100%; left: 0; right: 0; overflow: auto; max-height: 60vh; margin-top: 2px;
  color: var(--liantu-text, #1c2733); background: var(--liantu-field, #fff); border: 1px solid var(--line); border-radius: var(--liantu-radius, 8px); }
[role=option] { padding: 9px 12px; cursor: pointer; } [aria-selected=true] { color: #fff; background: var(--accent); }
.hit { padding: 14px 0; border-top: 1px solid var(--line); } .hit h3 { margin: 0; font-size: 1.05em; } .soft, .status { color: var(--soft); }
mark { color: inherit; background: var(--liantu-mark, #ffe9a8); } .held { display: flex; flex-wrap: wrap; gap: 0 12px; padding: 2px 0; }
.held b { font-weight: 600; } .in { color: var(--in); } .status { min-height: 1.5em; margin: 10px 0; } .asof { font-size: .85em; }
@media (prefers-color-scheme: dark) { .all { color: var(--liantu-text, #e8edf2); --line: var(--liantu-line, #46535f);
  --accent: var(--liantu-accent, #7db8f0); --soft: var(--liantu-soft, #a9b5c0); --in: var(--liantu-in, #6fd39a); }
  input[type=text], [role=listbox] { color: inherit; background: var(--liantu-field, #18222c); } [aria-selected=true], button[type=submit] { color: #10202f; }
  mark { background: var(--liantu-mark, #6b5613); } }
`;
