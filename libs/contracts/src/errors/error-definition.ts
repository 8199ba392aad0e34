export interface ErrorDefinition {
  readonly status: number;
  readonly fr: string;
  readonly en: string;
  readonly remedy: { readonly fr: string; readonly en: string };
}
