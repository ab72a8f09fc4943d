import { mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'

/** What builds the site, from its folder, into its folder `out`. */
export const buildPlainAstro = ['node_modules/astro/bin/astro.mjs', 'build', '--silent'] as const

/**
 * Writes an Astro site as one begins it into `folder`: pages by `getStaticPaths`, a layout, and the documents of the file
 * `content`; with the Astro of the repository at `root`, and the same functions as the pages of the floor.
 */
export async function preparePlainAstro(folder: string, content: string, root: string): Promise<void> {
  const own = (name: string) => JSON.stringify(join(import.meta.dirname, name))
  const files = {
    'package.json': JSON.stringify({ private: true, type: 'module' }),
    'astro.config.mjs': `export default { outDir: './out', trailingSlash: 'always', devToolbar: { enabled: false } }`,
    'src/site.ts': `
      import { readFileSync } from 'node:fs'
      import { contentOf } from ${own('article-html.ts')}
      export const site = contentOf(JSON.parse(readFileSync(${JSON.stringify(content)}, 'utf8')))`,
    'src/layouts/Html.astro': `---
const { html } = Astro.props
---
<Fragment set:html={html} />`,
    'src/pages/articles/[slug].astro': `---
import { articlePage, mainOfArticle } from ${own('peer-site.ts')}
import Html from '../../layouts/Html.astro'
import { site } from '../../site.ts'
export const getStaticPaths = () =>
  site.articles.map(article => ({ params: { slug: article.slug.current }, props: { article } }))
const { article } = Astro.props
---
<Html html={articlePage(article, site, mainOfArticle(article, site))} />`,
    'src/pages/[...list].astro': `---
import { listPages } from ${own('peer-site.ts')}
import Html from '../layouts/Html.astro'
import { site } from '../site.ts'
export const getStaticPaths = () =>
  [...listPages(site)].map(({ path, html }) => ({ params: { list: path.slice(1, -1) || undefined }, props: { html } }))
---
<Html html={Astro.props.html} />`,
  }
  for (const sub of ['src/layouts', 'src/pages/articles']) await mkdir(join(folder, sub), { recursive: true })
  for (const [name, text] of Object.entries(files)) await writeFile(join(folder, name), text)
  await symlink(join(root, 'node_modules'), join(folder, 'node_modules'))
}
