import js from '@eslint/js';
import tseslint from 'typescript-eslint';

const NODE = ['process', 'console', 'URL', 'URLSearchParams', 'Buffer', 'setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'setImmediate', 'performance', 'fetch', 'globalThis', 'AbortController', 'AbortSignal', 'TextEncoder', 'TextDecoder', 'structuredClone', 'crypto'];
const BROWSER = ['document', 'window', 'addEventListener', 'HTMLScriptElement', 'setTimeout', 'clearTimeout', 'fetch', 'URL', 'FormData', 'URLSearchParams', 'DOMParser', 'location', 'navigator', 'console'];
const named = (names) => Object.fromEntries(names.map((name) => [name, 'readonly']));

/** Without type information, so that it takes seconds; `tsc` judges types. The few rules below the recommended ones keep promises of the design. */
export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.data/', 'coverage/', 'bench/node_modules/', 'test/.artefacts/'] },
  js.configs.recommended,
  ...tseslint.configs.recommended,
  {
    rules: {
      // A name that begins with _ says that it is not used.
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', caughtErrors: 'none' }],
      // Control characters are what several expressions here look for.
      'no-control-regex': 'off',
      eqeqeq: ['error', 'always', { null: 'ignore' }],
      'no-restricted-imports': ['error', { patterns: [{ regex: '/index\\.js$', message: 'No barrels: import the file that has it.' }] }],
    },
  },
  {
    files: ['workflows/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error',
        { name: 'Date', message: 'A machine does not know what time it is: the instant arrives on the event.' },
        { name: 'Temporal', message: 'The calendar counts; the machine decides.' },
        { name: 'crypto', message: 'Every new id arrives on the event.' }],
      'no-restricted-properties': ['error', { object: 'Math', property: 'random', message: 'A machine decides the same way every time.' }],
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'no-restricted-syntax': ['error',
        { selector: 'MemberExpression[object.name=/^(it|test|describe)$/][property.name=/^(skip|only|todo)$/]', message: 'No test is skipped, and none runs alone.' },
        { selector: 'CallExpression[callee.name=/^(xit|xtest|xdescribe|fit|fdescribe)$/]', message: 'No test is skipped, and none runs alone.' }],
    },
  },
  {
    // Lines are broken by hand, a thought a line; what a machine can mend about layout, `npm run format` mends.
    rules: {
      semi: 'error',
      quotes: ['error', 'single', { avoidEscape: true, allowTemplateLiterals: true }],
      'arrow-parens': 'error',
      'arrow-spacing': 'error',
      'eol-last': 'error',
      'keyword-spacing': 'error',
      'linebreak-style': 'error',
      'no-multiple-empty-lines': ['error', { max: 1 }],
      'no-tabs': 'error',
      'no-trailing-spaces': 'error',
      'object-curly-spacing': ['error', 'always'],
      'space-before-blocks': 'error',
      'space-infix-ops': 'error',
    },
  },
  { files: ['**/*.mjs', '**/*.cjs', '*.js'], languageOptions: { globals: named(NODE) } },
  { files: ['**/*.cjs'], languageOptions: { globals: named(['module', 'require', '__dirname']) }, rules: { '@typescript-eslint/no-require-imports': 'off' } },
  { files: ['src/**/assets/**/*.js'], languageOptions: { globals: named(BROWSER) } },
);
