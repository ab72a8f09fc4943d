import type { Finding } from '../findings.ts'
import type { Carried } from './addresses.ts'
import type { Item } from './export.ts'

/** Hidden fields of WordPress that readers never saw. */
const inner =
  /^_(?:edit_(?:lock|last)|wp_(?:old_(?:slug|date)|trash_\w+|desired_post_slug|attachment\w*|attached_file)|thumbnail_id|pingme|encloseme|publicize\w*|wpas_\w+|oembed_\w+|dp_original|menu_item_\w+|jetpack_\w+|yoast_wpseo_(?:metadesc|content_score|linkdex|focuskw\w*|primary_\w+|estimated\w*|wordproof\w*|inclusive\w*)|elementor_(?:css|version|pro_version|controls_usage|page_assets|element_cache))/

const noticeSlug =
  /privacy|hipaa|nondiscrimination|non-discrimination|accessibility|good-faith|surprise-bill|notice/

/** Findings on fields of a post or page that have no place here. */
export function findingsOnFields({ item, slug, type }: Carried, text: { isEmpty: boolean }): Finding[] {
  return [
    ...(item.status === 'publish' || item.status === 'future' ? [] : [found('status', item.status)]),
    ...(item.password ? [found('password', '')] : []),
    ...(text.isEmpty ? [found('empty', '')] : []),
    ...(item.slug && item.slug !== slug ? [found('slug', `${item.slug} → ${slug}`)] : []),
    ...(item.isSticky ? [found('sticky', '')] : []),
    ...(item.comments > 0 ? [found('comments', `${item.comments}`)] : []),
    ...(type === 'page' && noticeSlug.test(slug) ? [found('notice', slug)] : []),
    ...termFindings(item, type),
    ...metaFindings(item),
  ]
}

function termFindings({ terms }: Item, type: Carried['type']): Finding[] {
  return terms.flatMap(({ domain, slug, name }) => {
    if (domain === 'post_format') return [found('postFormat', name)]
    if (domain !== 'category' && domain !== 'post_tag') return [found('customField', `${domain}: ${name}`)]
    if (type !== 'article') return [found('pageTerms', name)]
    return slug === 'uncategorized' ? [found('uncategorized', name)] : []
  })
}

function metaFindings({ meta }: Item): Finding[] {
  return meta.flatMap(({ key, value }) => {
    const words = value.trim()
    if (!words || inner.test(key)) return []
    if (key === '_wp_page_template') return words === 'default' ? [] : [found('template', words)]
    if (/^_(?:elementor_(?:data|edit_mode)|fl_builder|et_pb|wpb_vc)/.test(key))
      return [found('pageBuilder', words)]
    if (/^_?(?:yoast|rank_math|aioseop?)_/.test(key)) return [found('searchTitle', `${key}: ${words}`)]
    return [found('customField', `${key}: ${words}`)]
  })
}

function found(kind: Finding['kind'], words: string): Finding {
  return { kind, words }
}
