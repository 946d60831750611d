/** What a browser sent: text by the name of the box, several texts where boxes share one name. */
export type Typed = Readonly<Record<string, unknown>>;

/** One box as typed, without blanks around it and with one kind of line end; of several boxes of one name the first. Nothing typed is ''. */
export function textOf(typed: Typed, name: string): string {
  const value = typed[name];
  const text: unknown = Array.isArray(value) ? value[0] : value;
  return typeof text === 'string' ? text.trim().replaceAll('\r\n', '\n') : '';
}

/** All boxes of one name, as ticked or typed. */
export function listOf(typed: Typed, name: string): string[] {
  const value = typed[name];
  return (Array.isArray(value) ? value : value === undefined || value === '' ? [] : [value]).map(String);
}
