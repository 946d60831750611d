/** Figures of scores in words: a score as published, a total as "72.50%". */

/** "4 of 5". */
export const scoreInWords = (score: number, maximum: number): string => `${score} of ${maximum}`;

/** 7250 hundredths of a percent as "72.50%". */
export const percentInWords = (hundredths: number): string => `${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}%`;
