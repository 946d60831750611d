/** The one thing that signing in asks of mail. The notifications room answers it. */
export interface SignInMail {
  send(mail: { readonly authorityId: string | null; readonly to: string; readonly subject: string; readonly text: string }): Promise<void>;
}

/** Injection token: `@Inject(SIGN_IN_MAIL) mail: SignInMail`. */
export const SIGN_IN_MAIL = Symbol('sign-in mail');
