import { STATUS_CODES } from "node:http";

/** The page by which a web front asks people to sign in, sent with 200 where an API client expects JSON. */
export function signInPage(): string {
  return page(
    "Sign In",
    [
      "<h1>Sign In</h1>",
      "<p>Your session has ended. Sign in again to go on.</p>",
      '<form method="post" action="/campus/verify.jsp">',
      '<label>Username <input name="username" autocomplete="username"></label>',
      '<label>Password <input name="password" type="password"></label>',
      '<button type="submit">Log In</button>',
      "</form>",
    ].join("\n"),
  );
}

/** The page of a gateway whose server does not answer. */
export function gatewayPage(status: number): string {
  const title = `${status} ${STATUS_CODES[status] ?? "Server Error"}`;
  return page(title, `<center><h1>${title}</h1></center>\n<hr><center>gateway</center>`);
}

function page(title: string, body: string): string {
  return `<!DOCTYPE html>\n<html lang="en">\n<head><meta charset="utf-8"><title>${title}</title></head>\n<body>\n${body}\n</body>\n</html>\n`;
}
