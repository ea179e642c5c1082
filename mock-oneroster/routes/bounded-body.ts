/**
 * Reads the text of a body that may not be longer than `bytesMax`; undefined when it is.
 *
 * Works on the bytes as they come, so that a body without Content-Length is bounded as well.
 */
export async function readBoundedBody(
  request: Request,
  bytesMax: number,
): Promise<string | undefined> {
  if (request.body === null) return "";
  const chunks: Uint8Array[] = [];
  let length = 0;
  const reader = request.body.getReader();
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    length += read.value.byteLength;
    if (length > bytesMax) {
      await reader.cancel();
      return undefined;
    }
    chunks.push(read.value);
  }
  return Buffer.concat(chunks).toString("utf8");
}
