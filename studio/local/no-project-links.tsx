import { definePlugin, type NavbarProps } from 'sanity'

/**
 * Hides what leads to a project's pages at Sanity: the menu beside the logo, and a line of the menu on a phone. Sanity has
 * no setting for either, and this Content Lake no such pages.
 */
export const noProjectLinks = definePlugin({
  name: 'no-project-links',
  studio: { components: { navbar: Navbar } },
})

function Navbar(props: NavbarProps) {
  return (
    <>
      <style>{`#workspace-menu, [data-ui="Card"]:has(> ul a[href*="/manage/project/"]) { display: none }`}</style>
      {props.renderDefault(props)}
    </>
  )
}
