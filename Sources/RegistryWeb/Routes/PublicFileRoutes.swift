import HTTPTypes
import Hummingbird

/// `GET /assets/VERSION/NAME`: style, scripts, icons; the name may have a folder. The version makes an address good for ever.
struct PublicFileRoutes: Sendable {
    let files: PublicFiles

    func add(to router: Router<BasicRequestContext>) {
        router.get("assets/:version/**") { _, context in
            guard context.parameters.get("version") == files.version,
                let file = files[context.parameters.getCatchAll().joined(separator: "/")]
            else { throw RequestRefusal(.notFound, "There is no such file. Reload the page.") }
            return Response(
                status: .ok,
                headers: [
                    .contentType: file.contentType, .cacheControl: "public, max-age=31536000, immutable",
                ], body: ResponseBody(byteBuffer: file.content))
        }
        router.get("favicon.ico") { _, _ in
            Response.redirect(to: "/assets/\(files.version)/icon.svg", type: .found)
        }
    }
}
