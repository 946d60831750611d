/**
 * The look of a document as a page of its own. Embedded, so that the frozen bytes need nothing else. Contrast is 4.5:1 or better, text is
 * never below 12 points in print (guidance for accessible documents), and at 320 pixels tables of words stack their cells,
 * tables of figures scroll inside themselves.
 */
export const PAGE_STYLE = `
:root { --ink: #1d2733; --rule: #b3bcc6; --shade: #f1f4f7; --brand: #1f4e5f; }
* { box-sizing: border-box; }
html { color: var(--ink); background: #fff; font: 1.125rem/1.5 "Source Sans 3", "Source Sans Pro", "Segoe UI", Arial, sans-serif; }
body { margin: 0; }
main, footer { max-width: 46rem; margin: 0 auto; padding: 1.5rem 1rem; overflow-wrap: break-word; }
header { border-bottom: 4px solid var(--brand); margin-bottom: 2rem; padding-bottom: .75rem; font-size: 1rem; }
header p { margin: 0; }
header p:first-child { color: var(--brand); font-size: 1.5rem; font-weight: 700; }
h1 { font-size: 2rem; line-height: 1.2; margin: 1.5rem 0 1rem; }
h2 { font-size: 1.4rem; line-height: 1.25; margin: 2.25rem 0 .75rem; }
h3 { font-size: 1.15rem; margin: 1.5rem 0 .5rem; }
h4 { font-size: 1.125rem; margin: 1.25rem 0 .5rem; }
p, ul, ol, dl { margin: 0 0 1rem; }
li p, dd p, td p, th p { margin: 0 0 .5rem; }
li p:last-child, dd p:last-child, td p:last-child { margin-bottom: 0; }
.number { display: inline-block; min-width: 2.5rem; padding-right: .5rem; }
.lead { font-size: 1.25rem; }
.note { color: #4a5663; }
.withheld, .callout { border-left: 6px solid var(--brand); background: var(--shade); padding: .75rem 1rem; }
.withheld { border-left-color: #7a1f2b; }
.signoff { margin-top: 2rem; }
a { color: #0b5a7d; }
ol[type="a"] { list-style: lower-alpha; }
.scroll { overflow-x: auto; margin: 0 0 1.5rem; }
table { border-collapse: collapse; width: 100%; font-size: 1rem; }
caption { text-align: left; font-weight: 600; padding: 0 0 .5rem; }
caption .number, figcaption .number { min-width: 0; padding-right: 0; }
caption .number::after, figcaption .number::after { content: ":"; }
th, td { text-align: left; vertical-align: top; padding: .5rem .75rem .5rem 0; border-bottom: 1px solid var(--rule); }
thead th { border-bottom: 2px solid var(--brand); }
tfoot th, tfoot td { font-weight: 600; border-top: 2px solid var(--rule); }
.numeric { text-align: right; font-variant-numeric: tabular-nums; }
dl { border-top: 1px solid var(--rule); }
dl > div { display: grid; grid-template-columns: minmax(9rem, 32%) 1fr; gap: 0 1rem; border-bottom: 1px solid var(--rule); padding: .5rem 0; }
dt { font-weight: 600; }
dd { margin: 0; }
figure { margin: 1.5rem 0; }
figure img { max-width: 100%; height: auto; }
figcaption { font-weight: 600; }
footer { border-top: 1px solid var(--rule); color: #4a5663; font-size: 1rem; }
@media (max-width: 30rem) { dl > div { display: block; } }
@media screen and (max-width: 30rem) {
  /* A table of words reads row by row, each cell on a line of its own; a table with figures keeps its columns and scrolls. */
  table:not(:has(.numeric)), table:not(:has(.numeric)) :is(tbody, tr, th, td, caption) { display: block; }
  table:not(:has(.numeric)) thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
  table:not(:has(.numeric)) tr { border-bottom: 1px solid var(--rule); padding: .5rem 0; }
  table:not(:has(.numeric)) :is(tbody, tfoot) :is(th, td) { border: 0; padding: .15rem 0; }
}
@page { size: A4; margin: 20mm; }
@media print { html { font-size: 12pt; } main, footer { max-width: none; padding: 0; } thead { display: table-header-group; } tr, dl > div { break-inside: avoid; } h1, h2, h3, h4, caption { break-after: avoid; } .scroll { overflow: visible; } a { color: inherit; } }
`.trim();
