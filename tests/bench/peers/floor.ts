import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { contentOf, pathOf, type SourceDocument } from './article-html.ts'
import { articlePage, listPages, mainOfArticle } from './peer-site.ts'

/*
 * The least that can be done: read the content, make HTML of it, write it. node floor.ts CONTENT FOLDER [compressed]
 * With “compressed” it also writes each page compressed by Brotli at 5, as the publisher does.
 */

const [content = '', folder = '', compressed] = process.argv.slice(2)
const documents: SourceDocument[] = JSON.parse(readFileSync(content, 'utf8'))
const site = contentOf(documents)

for (const article of site.articles) {
  write(pathOf(article), articlePage(article, site, mainOfArticle(article, site)))
}
for (const { path, html } of listPages(site)) write(path, html)

function write(path: string, html: string): void {
  const parent = join(folder, path)
  mkdirSync(parent, { recursive: true })
  const file = join(parent, 'index.html')
  writeFileSync(file, html)
  if (!compressed) return
  writeFileSync(`${file}.br`, brotliCompressSync(html, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }))
}
