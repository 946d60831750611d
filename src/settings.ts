/** Configuration: read once from the environment, checked, and from then on one typed object. The README's table is made from these names. */

/** Injection token: `@Inject(SETTINGS) settings: Settings`. */
export const SETTINGS = Symbol('settings');

/** How staff sign in. Null in `Settings` means: sample people only, on a loopback listener, with a database marked sample. */
export interface OpenIdSettings {
  issuer: string;
  clientId: string;
  clientSecret: string;
  /** Which claim of the identity provider says that a second factor was shown, and with which values; amr "mfa" (RFC 8176) where not said. */
  secondFactor?: { claim: 'amr' | 'acr'; values: readonly string[] };
}

/** Where mail goes. */
export type MailSettings =
  | { kind: 'folder'; folder: string }
  | { kind: 'smtp'; url: string }
  | { kind: 'notify'; apiKey: string; templateId: string };

/** Where files are kept. */
export type FileSettings =
  | { kind: 'postgres' }
  | { kind: 's3'; endpoint: string | null; region: string; bucket: string; accessKeyId: string; secretAccessKey: string };

export interface Settings {
  production: boolean;
  host: string;
  port: number;
  /** Where people reach the service, without a slash at the end; links in letters and mail start with it. */
  publicUrl: string;
  /** Hops of reverse proxy in front of the service whose X-Forwarded headers count; 0 for none. */
  trustedProxies: number;
  /** Address of the login `clerkwell_app`. */
  appUrl: string;
  /** Address of the login `clerkwell_worker`. */
  workerUrl: string;
  /** Signs session cookies. */
  sessionSecret: string;
  /** Signs the daily root of the log. Kept outside the database. */
  rootKey: string;
  /** Where the service keeps what is not in the database: `.eml` files, exported roots. */
  dataFolder: string;
  openId: OpenIdSettings | null;
  mail: MailSettings;
  /** The sender of mail. */
  mailFrom: string;
  /** The bearer token with which GOV.UK Notify tells what became of messages; null where it tells nothing. */
  notifyCallbackToken: string | null;
  files: FileSettings;
  /** host:port of a ClamAV daemon; null leaves files marked "not scanned". */
  clamav: { host: string; port: number } | null;
  /** Lets a monitor on another machine read /metrics; null keeps it to loopback. */
  metricsToken: string | null;
  /** Requests a minute from one address. Many officers share an office's address. */
  requestsPerMinute: number;
  logLevel: 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'silent';
}

/** What a start has worked out before the settings can be whole. */
export interface StartFacts {
  appUrl: string;
  workerUrl: string;
  sessionSecret: string;
  rootKey: string;
}

/** Every fault of the configuration at once, each naming its variable. */
export class SettingsProblem extends Error {
  constructor(readonly problems: readonly string[]) {
    super(problems.join('\n'));
  }
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The settings that a start needs before there is a database. */
export type ListenSettings = Pick<Settings, 'production' | 'host' | 'port' | 'trustedProxies' | 'openId' | 'dataFolder'>;

/**
 * Reads the whole configuration.
 * @throws {SettingsProblem} listing every variable that cannot be used
 */
export function readSettings(environment: Environment, facts: StartFacts): Settings {
  const reader = new Reader(environment);
  const listen = reader.listen();
  const settings: Settings = {
    ...listen,
    ...facts,
    publicUrl: reader.url('PUBLIC_URL', `http://${listen.host.includes(':') ? `[${listen.host}]` : listen.host}:${listen.port}`),
    mail: reader.mail(listen.dataFolder),
    mailFrom: reader.text('MAIL_FROM', 'Clerkwell <no-reply@clerkwell.example>'),
    notifyCallbackToken: reader.optional('NOTIFY_CALLBACK_TOKEN'),
    files: reader.files(),
    clamav: reader.clamav(),
    metricsToken: reader.optional('METRICS_TOKEN'),
    requestsPerMinute: reader.count('REQUESTS_PER_MINUTE', 3_000, 1, 1_000_000),
    logLevel: reader.oneOf('LOG_LEVEL', ['fatal', 'error', 'warn', 'info', 'debug', 'silent'], listen.production ? 'info' : 'warn'),
  };
  reader.finish();
  return settings;
}

/** @throws {SettingsProblem} */
export function readListenSettings(environment: Environment): ListenSettings {
  const reader = new Reader(environment);
  const listen = reader.listen();
  reader.finish();
  return listen;
}

/** Whether only this machine can reach a listener on the host. */
export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(\.\d{1,3}){3}$/.test(host);
}

class Reader {
  private readonly problems: string[] = [];
  constructor(private readonly environment: Environment) {}

  listen(): ListenSettings {
    return {
      production: this.environment['NODE_ENV'] === 'production',
      host: this.text('HOST', '127.0.0.1'),
      port: this.count('PORT', 3000, 1, 65_535),
      trustedProxies: this.count('TRUSTED_PROXIES', 0, 0, 10),
      openId: this.openId(),
      dataFolder: this.text('DATA_FOLDER', '.data'),
    };
  }

  optional(name: string): string | null {
    return this.environment[name]?.trim() || null;
  }

  text(name: string, otherwise: string): string {
    return this.optional(name) ?? otherwise;
  }

  count(name: string, otherwise: number, least: number, most: number): number {
    const given = this.optional(name);
    if (given === null) return otherwise;
    const value = Number(given);
    if (!/^\d+$/.test(given) || value < least || value > most) this.problems.push(`${name} must be a whole number from ${least} to ${most}; it is "${given}".`);
    return value;
  }

  oneOf<T extends string>(name: string, values: readonly T[], otherwise: T): T {
    const given = this.optional(name) ?? otherwise;
    if (!(values as readonly string[]).includes(given)) this.problems.push(`${name} must be one of ${values.join(', ')}; it is "${given}".`);
    return given as T;
  }

  url(name: string, otherwise: string): string {
    const given = this.text(name, otherwise);
    if (!URL.canParse(given)) this.problems.push(`${name} must be a whole address such as https://clerkwell.example.gov.uk; it is "${given}".`);
    return given.replace(/\/+$/, '');
  }

  openId(): OpenIdSettings | null {
    const parts = this.together(['OIDC_ISSUER', 'OIDC_CLIENT_ID', 'OIDC_CLIENT_SECRET'], 'staff sign in');
    if (!parts) return null;
    this.url('OIDC_ISSUER', '');
    return { issuer: parts[0] ?? '', clientId: parts[1] ?? '', clientSecret: parts[2] ?? '', secondFactor: this.secondFactor() };
  }

  secondFactor(): { claim: 'amr' | 'acr'; values: string[] } {
    const given = this.text('OIDC_SECOND_FACTOR', 'amr=mfa');
    const [, claim, values = ''] = /^(amr|acr)=(.+)$/.exec(given) ?? [];
    if (!claim) this.problems.push(`OIDC_SECOND_FACTOR must be amr= or acr= and the values that mean a second factor, such as amr=mfa,otp; it is "${given}".`);
    return { claim: claim === 'acr' ? 'acr' : 'amr', values: values.split(',').map((value) => value.trim()).filter(Boolean) };
  }

  mail(dataFolder: string): MailSettings {
    // Not MAIL: a login shell sets that to the person's own mailbox.
    const kind = this.oneOf('MAIL_BY', ['folder', 'smtp', 'notify'], this.optional('SMTP_URL') ? 'smtp' : this.optional('NOTIFY_API_KEY') ? 'notify' : 'folder');
    if (kind === 'smtp') return { kind, url: this.needed('SMTP_URL', 'MAIL_BY is smtp') };
    if (kind === 'notify') return { kind, apiKey: this.needed('NOTIFY_API_KEY', 'MAIL_BY is notify'), templateId: this.needed('NOTIFY_TEMPLATE_ID', 'MAIL_BY is notify') };
    return { kind: 'folder', folder: this.text('MAIL_FOLDER', `${dataFolder}/mail`) };
  }

  files(): FileSettings {
    const parts = this.together(['S3_BUCKET', 'S3_ACCESS_KEY_ID', 'S3_SECRET_ACCESS_KEY'], 'files are kept in S3');
    if (!parts) return { kind: 'postgres' };
    return { kind: 's3', bucket: parts[0] ?? '', accessKeyId: parts[1] ?? '', secretAccessKey: parts[2] ?? '', endpoint: this.optional('S3_ENDPOINT'), region: this.text('S3_REGION', 'eu-west-2') };
  }

  clamav(): Settings['clamav'] {
    const given = this.optional('CLAMAV');
    if (given === null) return null;
    const found = /^([^:]+|\[[^\]]+\])(?::(\d+))?$/.exec(given);
    if (!found) this.problems.push(`CLAMAV must be host or host:port; it is "${given}".`);
    return { host: found?.[1] ?? '', port: Number(found?.[2] ?? 3310) };
  }

  private needed(name: string, because: string): string {
    const given = this.optional(name);
    if (given === null) this.problems.push(`${name} is missing (${because}).`);
    return given ?? '';
  }

  /** All of them or none. */
  private together(names: readonly string[], what: string): readonly string[] | null {
    const given = names.map((name) => this.optional(name));
    if (given.every((value) => value === null)) return null;
    const missing = names.filter((_, index) => given[index] === null);
    if (missing.length > 0) this.problems.push(`So that ${what}, ${missing.join(' and ')} must be set as well.`);
    return given.map((value) => value ?? '');
  }

  finish(): void {
    if (this.problems.length > 0) throw new SettingsProblem(this.problems);
  }
}
