/** One configuration for every suite; `test/run.mjs` picks suites by path. The tests are ES modules, so Jest needs --experimental-vm-modules. */
export default {
  testEnvironment: 'node',
  roots: ['<rootDir>'],
  testMatch: ['**/*.test.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.ts$': ['@swc/jest'] },
  // Each file keeps about 40 MB under vm modules; a worker above this is replaced.
  workerIdleMemoryLimit: '1GB',
  maxWorkers: 2,
  globalSetup: '<rootDir>/global-setup.mjs',
  globalTeardown: '<rootDir>/global-teardown.mjs',
  testTimeout: 120_000,
};
