// The only thing a paper does by itself: print, for those who do not know the keyboard shortcut.
const button = document.getElementById("imprimer");
button.hidden = false;
button.addEventListener("click", () => window.print());
