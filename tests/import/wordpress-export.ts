/** A post, page or attachment of an export, as far as a test cares. */
export interface TestItem {
  id: number
  type?: string
  status?: string
  title?: string
  slug?: string
  link?: string
  content?: string
  excerpt?: string
  author?: string
  date?: string
  password?: string
  parent?: number
  attachmentUrl?: string
  terms?: { domain: string; slug: string; name: string }[]
  meta?: Record<string, string>
  comments?: number
}

export const oldSite = 'https://old-clinic.example'

/** An export as WordPress writes it: WXR 1.2. */
export function wordPressExport(items: readonly TestItem[], site = oldSite): string {
  return `<?xml version="1.0" encoding="UTF-8" ?>
<!-- generator="WordPress/6.5" created="2026-01-01 00:00" -->
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wfw="http://wellformedweb.org/CommentAPI/" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel>
  <title>Old clinic</title>
  <link>${site}</link>
  <wp:wxr_version>1.2</wp:wxr_version>
  <wp:base_site_url>${site}</wp:base_site_url>
  <wp:base_blog_url>${site}</wp:base_blog_url>
  <wp:author><wp:author_id>1</wp:author_id><wp:author_login>${cdata('jane')}</wp:author_login><wp:author_display_name>${cdata('Jane Roe')}</wp:author_display_name></wp:author>
  <wp:category><wp:term_id>2</wp:term_id><wp:category_nicename>sleep</wp:category_nicename><wp:cat_name>${cdata('Sleep')}</wp:cat_name><wp:category_description>${cdata('All about nights')}</wp:category_description></wp:category>
${items.map(item => itemXml(item, site)).join('\n')}
</channel>
</rss>
`
}

function itemXml(item: TestItem, site: string): string {
  const { id, type = 'post', slug = `text-${id}` } = item
  const path = type === 'page' ? `/${slug}/` : `/2020/05/${slug}/`
  return `  <item>
    <title>${cdata(item.title ?? `Text ${id}`)}</title>
    <link>${item.link ?? `${site}${path}`}</link>
    <dc:creator>${cdata(item.author ?? 'jane')}</dc:creator>
    <guid isPermaLink="false">${site}/?p=${id}</guid>
    <description></description>
    <content:encoded>${cdata(item.content ?? '')}</content:encoded>
    <excerpt:encoded>${cdata(item.excerpt ?? '')}</excerpt:encoded>
    <wp:post_id>${id}</wp:post_id>
    <wp:post_date>${item.date ?? '2020-05-06 08:00:00'}</wp:post_date>
    <wp:post_date_gmt>${item.date ?? '2020-05-06 12:00:00'}</wp:post_date_gmt>
    <wp:post_name>${slug}</wp:post_name>
    <wp:status>${item.status ?? 'publish'}</wp:status>
    <wp:post_parent>${item.parent ?? 0}</wp:post_parent>
    <wp:post_type>${type}</wp:post_type>
    <wp:post_password>${cdata(item.password ?? '')}</wp:post_password>
    <wp:is_sticky>0</wp:is_sticky>
    ${item.attachmentUrl ? `<wp:attachment_url>${item.attachmentUrl}</wp:attachment_url>` : ''}
    ${(item.terms ?? []).map(({ domain, slug: nicename, name }) => `<category domain="${domain}" nicename="${nicename}">${cdata(name)}</category>`).join('')}
    ${Object.entries(item.meta ?? {})
      .map(
        ([key, value]) =>
          `<wp:postmeta><wp:meta_key>${cdata(key)}</wp:meta_key><wp:meta_value>${cdata(value)}</wp:meta_value></wp:postmeta>`,
      )
      .join('')}
    ${'<wp:comment><wp:comment_approved>1</wp:comment_approved></wp:comment>'.repeat(item.comments ?? 0)}
  </item>`
}

function cdata(text: string): string {
  return `<![CDATA[${text.replaceAll(']]>', ']]]]><![CDATA[>')}]]>`
}
