//! How long a request may take, and what is said of one whose time is up. Not here: connections and header lines (`server.rs`).

use crate::{
    api::problem::Problem,
    door::Waited,
    web::{errors, visit::Visit},
};
use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::{HeaderValue, Version, header},
    middleware::Next,
    response::Response,
};
use http_body::{Frame, SizeHint};
use std::{
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    task::{Context, Poll},
    time::Duration,
};
use tokio::time::timeout;

/// A request that is not answered by then is given up.
const ANSWER_WITHIN: Duration = Duration::from_secs(60);

/// Answers in time, or says what was too slow.
pub(crate) async fn in_time(request: Request, next: Next) -> Response {
    within(ANSWER_WITHIN, request, |request| next.run(request)).await
}

async fn within<F: Future<Output = Response>>(
    limit: Duration,
    request: Request,
    answer: impl FnOnce(Request) -> F,
) -> Response {
    let awaited = Arc::new(AtomicBool::new(false));
    let (parts, body) = request.into_parts();
    let asked = parts.clone();
    let body = Body::new(Watched { body, awaited: Arc::clone(&awaited) });
    if let Ok(answer) = timeout(limit, answer(Request::from_parts(parts, body))).await {
        return answer;
    }
    let waited = if awaited.load(Ordering::Relaxed) { Waited::ForBody } else { Waited::ForAnswer };
    let mut told = if asked.uri.path().starts_with("/api/") {
        Problem::out_of_time(waited, &asked.headers)
    } else {
        errors::out_of_time(waited, &Visit::passing(&asked))
    };
    // What is left of the body must not be read as the next request (RFC 9110, 15.5.9).
    if waited == Waited::ForBody && asked.version < Version::HTTP_2 {
        told.headers_mut().insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    told
}

/// A body that tells whether somebody waits for more of it.
struct Watched {
    body: Body,
    awaited: Arc<AtomicBool>,
}

impl HttpBody for Watched {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let frame = Pin::new(&mut self.body).poll_frame(context);
        self.awaited.store(frame.is_pending(), Ordering::Relaxed);
        frame
    }

    fn is_end_stream(&self) -> bool {
        self.body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        self.body.size_hint()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{extract::FromRequest as _, http::StatusCode, response::IntoResponse as _};

    /// A body whose rest never comes.
    struct Endless;

    impl HttpBody for Endless {
        type Data = Bytes;
        type Error = axum::Error;

        fn poll_frame(
            self: Pin<&mut Self>,
            _: &mut Context<'_>,
        ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
            Poll::Pending
        }
    }

    async fn read(request: Request) -> Response {
        Bytes::from_request(request, &()).await.into_response()
    }

    async fn think(request: Request) -> Response {
        drop(Bytes::from_request(request, &()).await);
        std::future::pending().await
    }

    fn asked(path: &str, body: Body) -> Request {
        Request::builder().method("POST").uri(path).body(body).unwrap()
    }

    fn kind(response: &Response) -> &str {
        response.headers()[header::CONTENT_TYPE].to_str().unwrap()
    }

    #[tokio::test]
    async fn whose_body_does_not_come_is_told_so_and_whose_answer_does_not_come_something_else() {
        let short = Duration::from_millis(20);
        let slow = within(short, asked("/api/v1/registers", Body::new(Endless)), read).await;
        assert_eq!((slow.status(), kind(&slow)), (StatusCode::REQUEST_TIMEOUT, "application/problem+json"));
        assert_eq!(slow.headers()[header::CONNECTION], "close");
        let late = within(short, asked("/api/v1/registers", Body::from("{}")), think).await;
        assert_eq!(
            (late.status(), kind(&late)),
            (StatusCode::SERVICE_UNAVAILABLE, "application/problem+json")
        );
        let page = within(short, asked("/sign-in", Body::new(Endless)), read).await;
        assert_eq!((page.status(), kind(&page)), (StatusCode::REQUEST_TIMEOUT, "text/html; charset=utf-8"));
        let quick = within(short, asked("/sign-in", Body::from("a=b")), read).await;
        assert_eq!(quick.status(), StatusCode::OK);
    }
}
