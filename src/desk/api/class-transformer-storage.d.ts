/** Class-transformer keeps what `@Type` says of nested fields here and exports it nowhere else. */
declare module 'class-transformer/cjs/storage.js' {
  export { defaultMetadataStorage } from 'class-transformer/types/storage.js';
}
