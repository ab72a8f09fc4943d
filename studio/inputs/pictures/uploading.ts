import { defineLocaleResourceBundle, definePlugin } from 'sanity'
import { PictureInput } from './PictureInput.tsx'

/** Pictures that staff upload: what is taken, what is converted first, and what is refused, in words that help. */
export const uploading = definePlugin({
  name: 'uploading',
  form: { components: { input: PictureInput } },
  i18n: {
    bundles: [
      defineLocaleResourceBundle({
        locale: 'en-US',
        namespace: 'studio',
        resources: {
          'asset-source.dialog.accept-message': 'Pictures that the site can show',
          'asset-sources.common.uploader.upload-failed.title': 'The picture was not uploaded',
          'asset-sources.common.uploader.upload-failed.description':
            'Nothing here was changed. Try again in a moment. If it stays so, save the picture as a plain JPEG, about 3,000 pixels wide, and use that.',
        },
      }),
    ],
  },
})
