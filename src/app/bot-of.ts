/** Our bot's login, where GitHub has told us our name. */
export const botOf = (slug: string | undefined): { readonly bot?: string } =>
  slug === undefined ? {} : { bot: `${slug}[bot]` };
