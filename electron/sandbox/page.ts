/**
 * The plain page's frame and looks; what it does is in `page-script.ts`. Owns no data: everything a person wrote
 * enters the page as text through the script, never as markup, and the server's policy allows nothing from elsewhere.
 */

export const pageHtml = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Notion sandbox</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/sandbox/page.css">
<script src="/sandbox/page.js" defer></script>
</head>
<body>
<header>
<h1 id="heading">Notion sandbox</h1>
<p id="lead"></p>
</header>
<p id="notice" role="status" aria-live="polite"></p>
<main id="workspaces"></main>
<noscript><p>This page needs JavaScript.</p></noscript>
</body>
</html>
`

export const pageStyle = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#ffffff, #191919);
  --raised: light-dark(#f7f6f3, #232323);
  --line: light-dark(#e3e2de, #3a3a3a);
  --ink: light-dark(#2f2e2a, #e9e8e4);
  --quiet: light-dark(#67655d, #a5a39b);
  --accent: light-dark(#1c66b8, #7db7f5);
  --alarm: light-dark(#b3261e, #ff9a91);
}
* { box-sizing: border-box; }
body {
  margin: 0 auto; padding: 1.5rem clamp(1rem, 3vw, 3rem) 4rem; max-width: 110rem;
  background: var(--ground); color: var(--ink); font: 15px/1.5 system-ui, sans-serif;
}
h1 { font-size: 1.5rem; margin: 0; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 0; padding-bottom: .4rem; border-bottom: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
#lead, .count, .none { color: var(--quiet); margin: .2rem 0; }
#notice { min-height: 1.5em; margin: .5rem 0 0; color: var(--alarm); }
.as { color: var(--quiet); margin: .5rem 0; }
.frame { overflow-x: auto; border: 1px solid var(--line); border-radius: 6px; }
table { border-collapse: collapse; width: 100%; }
th {
  text-align: left; font-weight: 500; color: var(--quiet); font-size: .85rem;
  padding: .45rem .6rem; background: var(--raised); white-space: nowrap;
}
td { border-top: 1px solid var(--line); padding: 0; vertical-align: middle; }
td + td, th + th { border-left: 1px solid var(--line); }
td > .fixed { display: block; padding: .4rem .6rem; color: var(--quiet); white-space: nowrap; }
td.tick { text-align: center; min-width: 3rem; }
input, select, button { font: inherit; color: inherit; }
td > input[type=text], td > select, td > button.date {
  width: 100%; min-width: 8rem; border: 0; background: transparent; padding: .4rem .6rem; text-align: left;
}
td > button.date { cursor: pointer; white-space: nowrap; min-height: 2.3rem; }
td > input[type=text]:hover, td > select:hover, td > button.date:hover { background: var(--raised); }
:focus-visible { outline: 2px solid var(--accent); outline-offset: -2px; }
.acts { white-space: nowrap; padding: .2rem .5rem; position: sticky; right: 0; background: var(--ground); }
th:last-child { position: sticky; right: 0; }
td.title { min-width: 15rem; }
.acts button, .add, .trash summary, dialog button {
  border: 1px solid var(--line); border-radius: 5px; background: var(--ground); padding: .2rem .6rem; cursor: pointer;
}
.acts button + button { margin-left: .3rem; }
.acts button:hover, .add:hover, dialog button:hover { background: var(--raised); border-color: var(--quiet); }
.add { margin: .6rem 0; }
.trash { margin-top: .3rem; }
.trash summary { display: inline-block; color: var(--quiet); }
.trash .frame { margin-top: .5rem; opacity: .85; }
dialog { border: 1px solid var(--line); border-radius: 8px; background: var(--ground); color: var(--ink); padding: 1.2rem; }
dialog::backdrop { background: rgb(0 0 0 / .35); }
dialog label { display: flex; justify-content: space-between; gap: 1rem; align-items: center; margin-bottom: .7rem; }
dialog input { padding: .25rem .4rem; }
dialog .row { display: flex; gap: .5rem; justify-content: flex-end; margin-top: 1rem; }
dialog button.main { background: var(--accent); color: var(--ground); border-color: var(--accent); }
`
