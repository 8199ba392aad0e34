/**
 * The floors of the house, as rules. One list says who stands above whom; the rules are made from it, so that
 * a new lib is one line here. docs/architecture.md draws the same list; test/house/floors.test.ts plants a fault
 * for every rule and sees it refused.
 */

/** From the ground up. Names on the same line are siblings: they never meet. */
const FLOORS = [
  ['contracts'],
  ['coediting', 'prose'],
  ['platform'],
  ['access'],
  ['identity'],
  ['notifications'],
  ['search'],
  ['files'],
  ['messaging'],
  ['documents'],
  ['departure'],
];

/** Beside the work, above identity: each stands on those before it, and only the apps import them. */
const BESIDE = [['provisioning'], ['sign-in'], ['sovereignty'], ['administration']];

/** Inside platform every part has its own front door, and the same order holds. */
const PLATFORM_PARTS = [
  'config',
  'errors',
  'passwords',
  'logging',
  'database',
  'keys',
  'signatures',
  'audit',
  'proofs',
  'events',
  'feeds',
  'jobs',
  'object-storage',
  'egress',
  'anchors',
  'key-providers',
  'no-network',
  'admission',
  'mail',
  'http',
  'health',
  'instance',
  'backup',
];

/** The same inside the co-editing engine: what it takes from another of its folders, it takes from their index.ts. */
const COEDITING_PARTS = ['wire', 'validation', 'document', 'room'];

const upToIdentity = FLOORS.slice(0, FLOORS.findIndex((names) => names.includes('identity')) + 1);

/** What a lib without I/O may take from npm: nothing that touches a disk, a socket, a clock or a page. */
const PURE = {
  contracts: ['zod'],
  coediting: ['yjs', 'lib0', 'y-protocols', 'zod'],
  prose: [
    'yjs',
    'lib0',
    'y-protocols',
    'y-prosemirror',
    '@tiptap/[^/]+',
    'prosemirror-[^/]+',
    'zod',
    'fflate',
  ],
};

/** The floors of the web client, from the ground up, as above. */
const WEB_FLOORS = [['api', 'i18n'], ['ui'], ['frame'], ['features'], ['app']];

/** Its features carry the names of the libs whose API they show; the same order holds among them. */
const WEB_FEATURES = [
  ['coediting'],
  ['access'],
  ['identity', 'sign-in'],
  ['places', 'search'],
  ['notifications'],
  ['files'],
  ['messaging'],
  ['documents'],
  ['administration'],
];

const TEST_FILE = '\\.test\\.tsx?$';
const libs = [...FLOORS, ...BESIDE].flat();

/** libs/testing stands beside the apps: only tests reach it (rule testing-is-for-tests). */
function floorRule(name, below) {
  return {
    name: `floor-${name}`,
    severity: 'error',
    comment: `${name} imports only ${below.length > 0 ? below.join(', ') : 'nothing of the house'}`,
    from: { path: `^libs/${name}/` },
    to: {
      path: '^(apps|libs|test|bench|scripts)/',
      pathNot: `^libs/(${[name, ...below, 'testing'].join('|')})/`,
    },
  };
}

/** The last part may import all others: it needs no rule. */
function partRules(lib, parts) {
  return parts.slice(0, -1).map((part, index) => ({
    name: `${lib}-${part}`,
    severity: 'error',
    comment: `${lib}/${part} imports only the parts before it: ${parts.slice(0, index).join(' < ') || 'none'}`,
    from: { path: `^libs/${lib}/src/${part}/`, pathNot: TEST_FILE },
    to: { path: `^libs/${lib}/src/(${parts.slice(index + 1).join('|')})/` },
  }));
}

function pureRules(name) {
  return [
    {
      name: `pure-${name}`,
      severity: 'error',
      comment: `${name} runs in the browser and under a simulated clock: no node builtins`,
      from: { path: `^libs/${name}/`, pathNot: TEST_FILE },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: `pure-${name}-npm`,
      severity: 'error',
      comment: `${name} takes from npm only ${PURE[name].join(', ')}`,
      from: { path: `^libs/${name}/`, pathNot: TEST_FILE },
      to: {
        path: '(^|/)node_modules/',
        pathNot: `(^|/)node_modules/(@types/)?(${PURE[name].join('|')})(/|$)`,
      },
    },
  ];
}

/** Whoever stands at the given level imports only itself and what is below. */
function webRule(kind, folder, order, name, level) {
  const below = order.slice(0, level).flat();
  return {
    name: `web-${kind}-${name}`,
    severity: 'error',
    comment: `${folder}${name} imports only ${below.length > 0 ? below.join(', ') : 'nothing beside it'}`,
    from: { path: `^apps/web/src/${folder}${name}/`, pathNot: TEST_FILE },
    to: {
      path: `^apps/web/src/${folder}`,
      pathNot: `^apps/web/src/${folder}(${[name, ...below].join('|')})/`,
    },
  };
}

/** The last floor and the last features may import whatever is below: they need no rule. */
const webFloors = WEB_FLOORS.slice(0, -1).flatMap((names, level) =>
  names.map((name) => webRule('floor', '', WEB_FLOORS, name, level)),
);
const webFeatures = WEB_FEATURES.slice(0, -1).flatMap((names, level) =>
  names.map((name) => webRule('feature', 'features/', WEB_FEATURES, name, level)),
);
const WEB_UNIT = '(features/[^/]+|[^/]+)';
const web = [
  ...webFloors,
  ...webFeatures,
  {
    name: 'web-front-door',
    severity: 'error',
    comment:
      'a floor and a feature of the web client are entered by their index.ts; their messages by the catalogue',
    from: { path: `^apps/web/src/${WEB_UNIT}/`, pathNot: [TEST_FILE, '^apps/web/src/app/catalogue\\.ts$'] },
    to: {
      path: '^apps/web/src/',
      pathNot: ['^apps/web/src/$1/', `^apps/web/src/${WEB_UNIT}/index\\.ts$`, '^apps/web/src/styles/'],
    },
  },
  {
    name: 'web-known-place',
    severity: 'error',
    comment: 'every file of the web client stands on a floor, every feature in WEB_FEATURES',
    from: {},
    to: {
      path: '^apps/web/src/',
      pathNot: [
        `^apps/web/src/(${WEB_FLOORS.flat()
          .filter((name) => name !== 'features')
          .join('|')}|styles)/`,
        `^apps/web/src/features/(${WEB_FEATURES.flat().join('|')})/`,
      ],
    },
  },
];

const frontDoors = [
  {
    name: 'front-door',
    severity: 'error',
    comment: 'another lib is entered by @maroquin/<lib> only',
    from: { path: '^libs/([^/]+)/' },
    to: { path: '^libs/(?!platform/)', pathNot: ['^libs/$1/', '^libs/[^/]+/src/index\\.ts$'] },
  },
  {
    name: 'front-door-from-outside',
    severity: 'error',
    comment: 'apps, tests and benches enter a lib by @maroquin/<lib> only',
    from: { path: '^(apps|test|bench|scripts)/' },
    to: { path: '^libs/(?!platform/)', pathNot: '^libs/[^/]+/src/index\\.ts$' },
  },
  {
    name: 'front-door-platform',
    severity: 'error',
    comment: 'a part of platform is entered by @maroquin/platform/<part> only',
    from: { pathNot: '^libs/platform/' },
    to: { path: '^libs/platform/', pathNot: '^libs/platform/src/[^/]+/index\\.ts$' },
  },
  {
    name: 'front-door-platform-part',
    severity: 'error',
    comment: 'parts of platform meet by their front doors as well',
    from: { path: '^libs/platform/src/([^/]+)/' },
    to: {
      path: '^libs/platform/',
      pathNot: ['^libs/platform/src/$1/', '^libs/platform/src/[^/]+/index\\.ts$'],
    },
  },
  {
    name: 'front-door-coediting-part',
    severity: 'error',
    comment: 'parts of coediting meet by their index.ts',
    from: { path: '^libs/coediting/src/([^/]+)/' },
    to: {
      path: '^libs/coediting/',
      pathNot: ['^libs/coediting/(src/$1|test)/', '^libs/coediting/src/[^/]+/index\\.ts$'],
    },
  },
];

const map = [
  {
    name: 'known-lib',
    severity: 'error',
    comment: 'every lib stands on a floor: add it to FLOORS first',
    from: {},
    to: { path: '^libs/', pathNot: `^libs/(${[...libs, 'testing'].join('|')})/` },
  },
  {
    name: 'known-platform-part',
    severity: 'error',
    comment: 'every part of platform has a place in PLATFORM_PARTS',
    from: {},
    to: { path: '^libs/platform/', pathNot: `^libs/platform/src/(${PLATFORM_PARTS.join('|')})/` },
  },
  {
    name: 'known-coediting-part',
    severity: 'error',
    comment: 'every file of coediting lies in a part of COEDITING_PARTS; its index.ts names what leaves it',
    from: {},
    to: {
      path: '^libs/coediting/src/',
      pathNot: `^libs/coediting/src/((${COEDITING_PARTS.join('|')})/|index\\.ts$)`,
    },
  },
  {
    name: 'apps-are-strangers',
    severity: 'error',
    comment: 'the server and the web client never meet, and neither knows the command',
    from: { path: '^apps/(server|web)/' },
    to: { path: '^apps/', pathNot: '^apps/$1/' },
  },
  {
    name: 'cli-stands-on-server',
    severity: 'error',
    comment: 'the command opens the same composition as the server, and nothing else of the apps',
    from: { path: '^apps/cli/' },
    to: { path: '^apps/', pathNot: '^apps/(cli|server)/' },
  },
  {
    name: 'web-is-a-browser',
    severity: 'error',
    comment: 'the web client shares only what is pure',
    from: { path: '^apps/web/', pathNot: TEST_FILE },
    to: { path: '^libs/', pathNot: '^libs/(contracts|coediting|prose)/' },
  },
  {
    name: 'testing-is-for-tests',
    severity: 'error',
    comment: 'launchers and factories never ship',
    from: {
      pathNot: ['^libs/testing/', '^libs/[^/]+/test/', '^(test|bench)/', '^vitest\\.config\\.ts$', TEST_FILE],
    },
    to: { path: '^libs/testing/' },
  },
  {
    name: 'nobody-imports-a-test',
    severity: 'error',
    from: {},
    to: { path: TEST_FILE },
  },
];

const hygiene = [
  { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'could-not-resolve', severity: 'error', from: {}, to: { couldNotResolve: true } },
  {
    name: 'no-dev-dependency-in-the-product',
    severity: 'error',
    comment: 'the image holds no devDependencies; the web client is built before, with what it needs of them',
    from: {
      path: '^(apps/(server|cli)|libs)/',
      pathNot: ['^libs/testing/', 'vite\\.config\\.ts$', TEST_FILE],
    },
    to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only', 'npm'] },
  },
];

module.exports = {
  forbidden: [
    ...FLOORS.flatMap((names, level) => names.map((name) => floorRule(name, FLOORS.slice(0, level).flat()))),
    ...BESIDE.flatMap((names, level) =>
      names.map((name) => floorRule(name, [...upToIdentity, ...BESIDE.slice(0, level)].flat())),
    ),
    ...partRules('platform', PLATFORM_PARTS),
    ...partRules('coediting', COEDITING_PARTS),
    ...Object.keys(PURE).flatMap(pureRules),
    ...web,
    ...frontDoors,
    ...map,
    ...hygiene,
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)dist/' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'default', 'types'] },
  },
};
