export declare const HOW_TO_GET_ONE: string;
export declare function findBrowser(): Promise<string | undefined>;
export declare function findOrInstallBrowser(say: (line: string) => void): Promise<string | undefined>;
