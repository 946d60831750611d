import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { recordReceipt } from '../receipts.js';

/** Notes what came back about a message, for whoever has made sure where it comes from. */
@Injectable()
export class MailReceipts {
  constructor(@InjectDataSource() private readonly source: DataSource) {}

  async record(reference: string, kind: 'delivered' | 'bounced', detail: string): Promise<void> {
    await recordReceipt(this.source, reference, kind, detail);
  }
}
