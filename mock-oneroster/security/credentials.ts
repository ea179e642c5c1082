/** The one client that the mock knows: as an OAuth 2 client, or as an OAuth 1 consumer. */
export interface SisCredentials {
  readonly clientId: string;
  readonly clientSecret: string;
}
