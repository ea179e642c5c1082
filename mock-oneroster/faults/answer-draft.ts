/** An answer taken apart, so that faults can change it on its way out. */
export interface AnswerDraft {
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** Reads an answer to its end. The length of the body is left out of the headers: it may change. */
export async function takeApart(response: Response): Promise<AnswerDraft> {
  const headers = new Headers(response.headers);
  headers.delete("Content-Length");
  return { status: response.status, headers, bytes: new Uint8Array(await response.arrayBuffer()) };
}

/** Whether the answer holds what was asked for. */
export function isOk({ status }: AnswerDraft): boolean {
  return status >= 200 && status < 300;
}

/** Makes an answer again. Statuses that have no body, such as 204, have none here either. */
export function putTogether({ status, headers, bytes }: AnswerDraft): Response {
  return new Response(bytes.length === 0 ? null : bytes, { status, headers });
}
