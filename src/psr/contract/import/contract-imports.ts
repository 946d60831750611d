import { Injectable } from '@nestjs/common';
import { v5 as idFromName } from 'uuid';
import type { Actor } from '../../../engine/actor.js';
import { Reader } from '../../../engine/read.js';
import { Sender } from '../../../engine/send.js';
import { contractsOf } from '../register.js';
import { sameContract } from '../same-contract.js';
import { readContractRow, type RowProblem } from './contract-row.js';
import { readContractSheet } from './contract-sheet.js';

/** Imported contracts are known by what makes them the same contract, so that a file sent twice, or by two people at once, enters each once. */
const IMPORTED = '6a3b6f0e-1c55-5f0b-8b3a-9d5e1f0a7c21';

export interface ImportedRow {
  readonly row: number;
  readonly title: string;
  readonly outcome: 'entered' | 'would be entered' | 'there already' | 'twice in the file' | 'not entered';
  readonly problems: readonly RowProblem[];
}
export interface Imported {
  readonly rows: readonly ImportedRow[];
  readonly unused: readonly string[];
}
export type ImportAnswer = { readonly ok: true; readonly imported: Imported } | { readonly ok: false; readonly because: string; readonly cure: string };

/** Brings contracts over from a spreadsheet: each row is entered, or it is said why not and what to do. */
@Injectable()
export class ContractImports {
  constructor(
    private readonly sender: Sender,
    private readonly reader: Reader,
  ) {}

  /** @param dryRun look only; nothing is entered */
  async run(actor: Actor, file: { readonly name: string; readonly bytes: Buffer }, dryRun: boolean): Promise<ImportAnswer> {
    const read = await readContractSheet(file.bytes);
    if (!read.ok) return read;
    const { header, rows } = read.sheet;
    const there = await this.known(actor);
    const seen = new Set<string>();
    const done: ImportedRow[] = [];
    for (const { row, cells } of rows) {
      const { input, title, problems } = await readContractRow(header, row, cells, file.name);
      if (input === null) {
        done.push({ row, title, outcome: 'not entered', problems });
        continue;
      }
      const keys = sameContract(input);
      const wanted = keys.length === 1 ? [...keys, `named ${keys[0]!}`] : keys;
      if (wanted.some((key) => there.has(key) || seen.has(key))) {
        done.push({ row, title, outcome: wanted.some((key) => there.has(key)) ? 'there already' : 'twice in the file', problems });
        continue;
      }
      seen.add(keys[0]!).add(`named ${keys.at(-1)!}`);
      done.push(dryRun ? { row, title, outcome: 'would be entered', problems } : await this.enter(actor, row, title, input, keys[0]!));
    }
    return { ok: true, imported: { rows: done, unused: header.unused } };
  }

  private async enter(actor: Actor, row: number, title: string, input: unknown, key: string): Promise<ImportedRow> {
    const caseId = idFromName(`${actor.authorityId} ${key}`, IMPORTED);
    const answer = await this.sender.send({ actor, caseId, procedure: 'psr.contract', type: 'contract.open', input, key: `psr.contract:${caseId}` });
    if (answer.kind === 'done') return { row, title, outcome: 'entered', problems: [] };
    const refusals = answer.kind === 'refused' ? answer.refusals.map(({ field, because, unblock }) => ({ column: field ?? '', value: '', wrong: because, cure: unblock })) : [];
    return { row, title, outcome: 'not entered', problems: refusals.length > 0 ? refusals : [{ column: '', value: '', wrong: 'It was not entered.', cure: 'Check that your role lets you enter contracts, and import the file again.' }] };
  }

  /** By what the contracts of the register are known; by title, provider and first day, marked so, for a row without a number. */
  private async known(actor: Actor): Promise<ReadonlySet<string>> {
    const found = new Set<string>();
    for (const { row: { columns } } of await contractsOf(this.reader, actor)) {
      if (typeof columns['sameAs'] === 'string') found.add(columns['sameAs']);
      if (typeof columns['named'] === 'string') found.add(`named ${columns['named']}`);
    }
    return found;
  }
}
