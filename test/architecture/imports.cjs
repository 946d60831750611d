/** The few import rules that are easy to break by accident. Reasons are the comments; `npm run check:imports` runs them. */
const ROOMS = 'qpl|panel|psr|decisions';
module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'no-barrels', severity: 'error', from: {}, to: { path: '^(src|workflows|migrations|templates)/.*index\\.ts$' } },
    { name: 'nothing-imports-tests', severity: 'error', from: { pathNot: '^test/' }, to: { path: '^test/' } },
    { name: 'workflows-are-pure', severity: 'error', comment: 'A machine decides with XState and nothing else.',
      from: { path: '^workflows/' }, to: { pathNot: ['^workflows/', '^node_modules/xstate/'] } },
    { name: 'machines-of-rooms-do-not-touch', severity: 'error',
      from: { path: `^workflows/(${ROOMS})/` }, to: { path: `^workflows/(${ROOMS})/`, pathNot: '^workflows/$1/' } },
    { name: 'calendar-is-pure', severity: 'error', from: { path: '^src/calendar/' },
      to: { pathNot: ['^src/calendar/', '^node_modules/temporal-'] } },
    { name: 'shared-rooms-know-no-room', severity: 'error',
      from: { path: '^(src/(engine|desk|calendar|policy|directory|documents|files|notifications|audit|web|evaluation)|workflows/(shared|evaluation))/' },
      to: { path: `^(src|workflows)/(${ROOMS})/` } },
    { name: 'rooms-do-not-touch', severity: 'error',
      from: { path: `^src/(${ROOMS})/` }, to: { path: `^src/(${ROOMS})/`, pathNot: '^src/$1/' } },
    { name: 'the-shell-knows-no-engine', severity: 'error', from: { path: '^src/web/' }, to: { path: '^src/engine/' } },
    { name: 'pages-reach-the-engine-through-two-doors', severity: 'error',
      comment: 'Pages and feeds send and read, in the words of the two doors (who acts, what is answered, what a case looks like); they never touch tables or the driver.',
      from: { path: `^src/((${ROOMS}|desk|policy|directory|audit|evaluation)/.*\\.page\\.ts$|.*\\.api\\.ts$)` },
      to: { path: ['^src/engine/(?!send|read|procedure|scope|actor|answers|case-view)', '^node_modules/(pg|typeorm|graphile-worker)/'] } },
    { name: 'only-the-engine-touches-the-queue', severity: 'error', from: { pathNot: '^(src/engine|test|migrations|src/launch)/' },
      to: { path: '^node_modules/graphile-worker/' } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^dist/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
  },
};
