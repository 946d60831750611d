const WRITTEN: Readonly<Record<string, string>> = { '&quot;': '"', '&#39;': '’', '&#x27;': '’', '&lt;': '<', '&gt;': '>', '&amp;': '&' };

/** A page or a document as a person reads it: without its marks, its style and what runs in it. */
export function words(html: string | Buffer): string {
  return html.toString('utf8').replace(/<(script|style|head)[\s\S]*?<\/\1>/g, ' ').replace(/<[^>]+>/g, ' ').replace(/&(quot|#39|#x27|lt|gt|amp);/g, (mark) => WRITTEN[mark]!).replace(/\s+/g, ' ');
}
