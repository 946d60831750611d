import type { SampleApplicant } from './authority.js';

/** What a sample applicant answered: plain, complete, and the same for all but where a case needs it otherwise. */
export function answersOf(applicant: SampleApplicant, more: Readonly<Record<string, string>>): Record<string, string> {
  const contact = applicant.people[0]!;
  return {
    'legal-name': applicant.name,
    'company-number': applicant.company ?? '',
    'charity-number': '',
    description: 'Therapy for children and young people with education, health and care plans, at school and at home.',
    'contact-name': contact.name,
    'contact-email': contact.email,
    'safeguarding-lead': contact.name,
    'one-legal-person': 'yes',
    'data-protection-lead': contact.name,
    'exclusion-mandatory': 'none',
    'exclusion-discretionary': 'none',
    'finance-basis': applicant.kind === 'sole trader' ? 'other' : 'accounts',
    employs: applicant.kind === 'sole trader' ? 'no' : 'yes',
    clinicians: 'Alex Sample, speech and language therapist, SL99001\nBo Sample, occupational therapist, OT99002',
    dbs: 'yes',
    'safer-recruitment': 'yes',
    policies: 'recruitment,complaints,data-protection,lone-working,equality',
    complaints: 'By telephone or e-mail to the lead clinician. We answer within five working days, and say whom to go to next.',
    'ico-number': 'ZA990010',
    cqc: 'not in scope',
    'cqc-why': 'We assess and treat communication and daily living. No listed profession treats disease, disorder or injury here.',
    'referee-1': 'Dana Reeve, Sample Primary School, head@school.sample.example',
    'referee-2': 'Imran Cole, Another Sample School, senco@another.sample.example',
    continuity: 'Two clinicians know every child. Each term we plan who covers whom, and sessions that we miss are offered again within four weeks.',
    'hourly-rate': '72.50',
    ...more,
  };
}

/** A one page PDF with a line of words: evidence that opens, and says that it is none. */
export function sampleCertificate(words: string): Buffer {
  const text = `BT /F1 18 Tf 60 760 Td (${words.replace(/[^\x20-\x7e]|[()\\]/g, ' ')}) Tj ET`;
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>',
    `<< /Length ${text.length} >>\nstream\n${text}\nendstream`,
    '<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>',
  ];
  let body = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = body.length;
    body += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  return Buffer.from(`${body}xref\n0 6\n0000000000 65535 f \n${table}trailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`, 'latin1');
}
