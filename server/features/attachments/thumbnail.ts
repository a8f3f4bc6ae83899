/** By what key the small one of a picture is kept. */
export const thumbnailOf = (id: string) => `${id}-thumbnail`;

export const thumbnailType = 'image/webp';
