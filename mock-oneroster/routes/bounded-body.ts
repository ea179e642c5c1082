/** A body that broke off, or was no HTTP, is no bug of the server. */
export class BrokenBodyError extends Error {
  override readonly name = "BrokenBodyError";
}

/**
 * Reads the text of a body that may not be longer than `bytesMax`; undefined when it is.
 *
 * Works on the bytes as they come, so that a body without Content-Length is bounded as well.
 *
 * @throws BrokenBodyError when the client goes away before the end of it
 */
export async function readBoundedBody(
  request: Request,
  bytesMax: number,
): Promise<string | undefined> {
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  const next = (): ReturnType<typeof reader.read> =>
    reader.read().catch((cause: unknown) => {
      throw new BrokenBodyError("The body broke off.", { cause });
    });
  for (let read = await next(); !read.done; read = await next()) {
    length += read.value.byteLength;
    if (length > bytesMax) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}
