import { readSettings } from '../../src/settings.js';

const facts = { appUrl: 'postgres://a', workerUrl: 'postgres://w', sessionSecret: 's', rootKey: 'k' };

test('the mailbox that a login shell names in MAIL does not stop a start', () => {
  expect(readSettings({ MAIL: '/var/mail/priya' }, facts).mail).toEqual({ kind: 'folder', folder: '.data/mail' });
});

test('every variable that cannot be used is named at once', () => {
  expect(() => readSettings({ MAIL_BY: 'pigeon', REQUESTS_PER_MINUTE: 'many' }, facts)).toThrow(/MAIL_BY must be one of folder, smtp, notify[\s\S]*REQUESTS_PER_MINUTE must be a whole number/);
});
