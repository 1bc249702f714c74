/// Compose files as people write them.
enum DockerComposeTexts {
  /// Comments everywhere, anchors, merge keys, four blanks a level, gaps between services.
  static let anchors = """
    # Development only; production has its own.
    x-logging: &logging
        logging:
            driver: json-file   # small
            options: {max-size: "1m"}

    services:
        # The queue.
        redis:
            <<: *logging
            image: redis:7-alpine
            ports: ["6379:6379"]

        postgres: # nobody uses it any more
            <<: *logging
            image: postgres:17
            environment:
                POSTGRES_PASSWORD: ${POSTGRES_PASSWORD:?}

    volumes:
        redis-data: {}   # kept

    """

  /// Two blanks, lists at the indentation of their key, quoted keys, a version nobody needs.
  static let flat = """
    version: "3.9"
    services:
      "cache":
        image: redis
        ports:
        - "6379:6379"
        command: >
          redis-server
          --appendonly yes
    # the end
    """

  /// No services at all.
  static let bare = "name: shop\n\nnetworks:\n  default:\n    driver: bridge\n"

  /// Nothing but a comment.
  static let comment = "# to be filled\n"

  /// Windows' line endings, a document marker, no final newline.
  static let windows = "---\r\nservices:\r\n  mail:\r\n    image: mailpit\r\nvolumes:\r\n  m:"

  static let all = [anchors, flat, bare, comment, windows]
}
