/** The authority at the top of everything that leaves the building. */
export interface Letterhead {
  authority: string;
  department: string | null;
  /** One line, as on headed paper: street, town and postcode joined. */
  address: string | null;
  email: string;
  phone: string | null;
  website: string | null;
}

export function sample(): Letterhead {
  return {
    authority: 'Sample County Council',
    department: 'Children, Young People and Education: commissioning',
    address: 'County Hall, Sample Street, Sampleton SA1 1AA',
    email: 'therapies@sample.example',
    phone: '01234 567890',
    website: 'www.sample.example',
  };
}
