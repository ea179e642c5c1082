import { STATUS_CODES } from "node:http";

/** The page by which the web application limits callers, in place of a 429 (facts C.1: community source). */
export function limitPage(): string {
  return page(
    "Request limit",
    "<p>You have reached Schoology's Web App request limit of 15 requests per 5 seconds.</p>",
  );
}

/** A page that asks to sign in, where an API client expects JSON. */
export function signInPage(): string {
  return page(
    "Sign in",
    '<h1>Sign in</h1>\n<form method="post"><input name="mail"><input name="pass" type="password"></form>',
  );
}

/** The page of a gateway whose server does not answer. */
export function gatewayPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? "Server Error"}`;
  return page(title, `<h1>${title}</h1>\n<hr>gateway`);
}

function page(title: string, body: string): string {
  return `<!doctype html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n${body}\n</body>\n</html>\n`;
}
