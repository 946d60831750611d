import type { Contact } from './kinds.js';

export function sample(): Contact {
  return {
    name: 'Priya Sample',
    role: 'Procurement officer',
    email: 'priya.sample@sample.example',
    phone: '01234 567891',
  };
}
