/** Where lists are imported. */
export const imports = {
  lists: () => '/lists',
  start: (slug: string) => `/lists/${slug}/import`,
  one: (slug: string, importId: string) => `/lists/${slug}/import/${importId}`,
  report: (slug: string, importId: string, ending: 'csv' | 'xlsx') => `/lists/${slug}/import/${importId}/report.${ending}`,
} as const;
