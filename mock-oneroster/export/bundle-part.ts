/** One file of a bundle. Its bytes are made when they are asked for. */
export interface BundlePart {
  readonly name: string;
  readonly blocks: () => Iterable<Buffer>;
}
