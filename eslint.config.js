import tseslint from 'typescript-eslint';

/** A restriction is an array in one rule: a later block replaces an earlier one, so each block spells its whole list. */
const NEST_CYCLE = {
  name: '@nestjs/common',
  importNames: ['forwardRef'],
  message: 'Two modules that need each other are one, or meet by an event.',
};
const DATABASE_DOOR = [
  {
    name: 'typeorm',
    importNames: ['DataSource'],
    message:
      'Open transactions by inOrgs from @maroquin/platform/database: it sets the organisations that row level security reads.',
  },
  {
    name: '@nestjs/typeorm',
    message: 'Repositories outside inOrgs run without organisations: take the manager that inOrgs hands you.',
  },
  {
    name: 'pg',
    importNames: ['Pool', 'Client', 'default'],
    message: 'Connections are made in libs/platform only.',
  },
];

/** What opens connections or asks for names. Types, and what only listens or reads an address, are let pass by name. */
const NETWORK = [
  ...['node:net', 'net'].map((name) => ({
    name,
    importNames: ['connect', 'createConnection', 'Socket', 'default'],
    allowTypeImports: true,
  })),
  ...[
    'node:tls',
    'tls',
    'node:dns',
    'dns',
    'node:dns/promises',
    'dns/promises',
    'undici',
    'node:dgram',
    'dgram',
  ].map((name) => ({ name, allowTypeImports: true })),
  ...['node:http', 'http', 'node:https', 'https', 'node:http2', 'http2'].map((name) => ({
    name,
    importNames: ['request', 'get', 'Agent', 'connect', 'default'],
    allowTypeImports: true,
  })),
].map((one) => ({ ...one, message: 'Connections leave by @maroquin/platform/egress only.' }));
const NETWORK_NAMES = [
  { name: 'fetch', message: 'Requests leave by Egress of @maroquin/platform/egress.' },
  { name: 'WebSocket', message: 'The server opens no socket to anybody.' },
  { name: 'EventSource', message: 'The server opens no socket to anybody.' },
];
/** Where it has to be: the way out itself, the drivers below it, and the check that tries to get past the guard. */
const NETWORK_PLACES = [
  'libs/platform/src/egress/**',
  'libs/platform/src/no-network/**',
  'libs/platform/src/object-storage/s3-transport.ts',
  'libs/platform/src/database/driver/whole-messages.ts',
  // reads what comes in, and connects to nothing
  'libs/documents/src/collab/websocket/one-buffer-socket.ts',
  'libs/sovereignty/src/proof/check-network.ts',
];

const CONSTRUCTOR_BUDGET = {
  selector: "MethodDefinition[kind='constructor'] > FunctionExpression[params.length>6]",
  message: 'More than six dependencies: this class does several jobs.',
};
const EXPORT_ALL = {
  selector: 'ExportAllDeclaration[exported=null]',
  message: 'A front door names what it opens: explicit exports only.',
};
const TRANSACTION_DOOR = {
  selector:
    'CallExpression[callee.property.name=/^(getRepository|transaction|createQueryRunner)$/][callee.object.name=/dataSource$/i], CallExpression[callee.property.name=/^(getRepository|transaction|createQueryRunner)$/][callee.object.property.name=/dataSource$/i]',
  message: 'Open transactions by inOrgs from @maroquin/platform/database.',
};
const PLAIN = 'Literal, TemplateLiteral[expressions.length=0], Identifier[name=undefined]';
/** Byte by byte, `===` stops at the first difference, and the time it takes tells how far a guess was right. */
const SECRET_COMPARISON = {
  selector: `BinaryExpression[operator=/^[!=]==?$/]:not(:has(> :matches(${PLAIN}))):has(> :matches(Identifier[name=/(secret|password|token|hmac|(secret|token|code|password|email)_?hash)$/i], MemberExpression[property.name=/(secret|password|token|hmac|(secret|token|code|password|email)_?hash)$/i]))`,
  message: 'Secrets are compared by timingSafeEqual, or looked up by their keyed hash.',
};
const HANDED_IN = [
  {
    selector: "NewExpression[callee.name='Date'][arguments.length=0]",
    message: 'The clock is handed in: the simulation turns it.',
  },
  {
    selector: "CallExpression[callee.object.name='Date'][callee.property.name='now']",
    message: 'The clock is handed in: the simulation turns it.',
  },
  {
    selector: "CallExpression[callee.object.name='performance'][callee.property.name='now']",
    message: 'The clock is handed in: the simulation turns it.',
  },
  {
    selector: "CallExpression[callee.object.name='Math'][callee.property.name='random']",
    message: 'Randomness is handed in: a seed must replay.',
  },
  {
    selector:
      "CallExpression[callee.object.name='crypto'][callee.property.name=/^(randomUUID|getRandomValues)$/]",
    message: 'Randomness is handed in: a seed must replay.',
  },
  {
    selector: 'CallExpression[callee.name=/^(setTimeout|setInterval|setImmediate)$/]',
    message: 'Timers are handed in: the simulation turns them.',
  },
];

/** What ESLint itself sees and the compiler does not. */
const CORE = Object.fromEntries(
  [
    'no-async-promise-executor',
    'no-constant-binary-expression',
    'no-constant-condition',
    'no-control-regex',
    'no-debugger',
    'no-empty',
    'no-empty-pattern',
    'no-misleading-character-class',
    'no-prototype-builtins',
    'no-regex-spaces',
    'no-self-assign',
    'no-self-compare',
    'no-template-curly-in-string',
    'no-unsafe-finally',
    'no-unsafe-optional-chaining',
    'no-useless-catch',
    'no-useless-escape',
    'eqeqeq',
  ].map((rule) => [rule, 'error']),
);

const TESTS = ['**/*.test.ts', '**/*.test.tsx', 'test/**/*.ts', 'libs/testing/**/*.ts'];

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', 'data/', 'coverage/', 'docs/', 'apps/web/src/api/interface.d.ts'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },

  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': [
        'error',
        { considerDefaultExhaustiveForUnions: true },
      ],
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
      '@typescript-eslint/no-unused-vars': [
        'error',
        { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true },
      ],
      '@typescript-eslint/restrict-template-expressions': [
        'error',
        { allowNumber: true, allowBoolean: true },
      ],
      '@typescript-eslint/no-base-to-string': [
        'error',
        // Shared types say their text by toString, which their declarations leave out.
        {
          ignoredTypeNames: [
            'Error',
            'RegExp',
            'URL',
            'URLSearchParams',
            'YText',
            'YXmlFragment',
            'YXmlElement',
          ],
        },
      ],
      // A port promises a Promise even where one driver has nothing to wait for.
      '@typescript-eslint/require-await': 'off',
      ...CORE,
      'no-restricted-imports': ['error', { paths: [NEST_CYCLE, ...DATABASE_DOOR] }],
      'no-restricted-syntax': ['error', CONSTRUCTOR_BUDGET, TRANSACTION_DOOR, SECRET_COMPARISON],
      // Budgets are questions for the review, so they warn and never stop the check.
      'max-lines': ['warn', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['warn', { max: 50, skipBlankLines: true, skipComments: true }],
    },
  },

  { files: ['libs/**/*.ts', 'apps/server/**/*.ts'], rules: { 'no-console': 'error' } },
  {
    files: ['libs/**/*.ts', 'apps/server/**/*.ts', 'apps/cli/**/*.ts'],
    ignores: [...TESTS, ...NETWORK_PLACES],
    rules: {
      '@typescript-eslint/no-restricted-imports': ['error', { paths: NETWORK }],
      'no-restricted-globals': ['error', ...NETWORK_NAMES],
    },
  },
  {
    files: ['libs/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error', CONSTRUCTOR_BUDGET, EXPORT_ALL, TRANSACTION_DOOR, SECRET_COMPARISON],
    },
  },

  {
    // Pure by floor: simulated in tests, run in browsers.
    files: ['libs/coediting/**/*.ts', 'libs/prose/**/*.ts'],
    ignores: ['**/*.test.ts', 'libs/*/test/**'],
    rules: {
      'no-restricted-syntax': ['error', CONSTRUCTOR_BUDGET, EXPORT_ALL, TRANSACTION_DOOR, ...HANDED_IN],
    },
  },

  {
    // Everything in contracts is public: its front door is the list of its files.
    files: ['libs/contracts/src/**/*.ts'],
    rules: { 'no-restricted-syntax': ['error', CONSTRUCTOR_BUDGET, TRANSACTION_DOOR] },
  },

  {
    // The edge knows shapes, the service knows rows.
    files: ['**/*.controller.ts', '**/*.gateway.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          paths: [
            NEST_CYCLE,
            ...DATABASE_DOOR.slice(1),
            { name: 'typeorm', message: 'Queries belong to the service.' },
          ],
        },
      ],
      'max-lines': ['warn', { max: 150, skipBlankLines: true, skipComments: true }],
    },
  },

  {
    // The door itself, and the launchers of tests.
    files: ['libs/platform/src/database/**/*.ts', 'libs/testing/**/*.ts'],
    rules: {
      'no-restricted-imports': ['error', { paths: [NEST_CYCLE] }],
      'no-restricted-syntax': ['error', CONSTRUCTOR_BUDGET, EXPORT_ALL, SECRET_COMPARISON],
    },
  },
  {
    files: ['libs/platform/**/*.ts'],
    ignores: ['libs/platform/src/database/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [NEST_CYCLE, ...DATABASE_DOOR.slice(0, 2)] }] },
  },

  {
    files: TESTS,
    rules: {
      // In a test a missing value is a failure, which is what `!` gives.
      '@typescript-eslint/no-non-null-assertion': 'off',
      // expect.any() and parsed answers are `any` by their own types; the expectation is the check.
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      'max-lines-per-function': 'off',
      'no-console': 'off',
      // Tests look behind the door on purpose: as the owner, as the app role without organisations.
      'no-restricted-imports': ['error', { paths: [NEST_CYCLE] }],
      'no-restricted-syntax': 'off',
    },
  },
  { files: ['test/**/main.ts', 'bench/**/*.ts', 'apps/cli/**/*.ts'], rules: { 'no-console': 'off' } },
);
